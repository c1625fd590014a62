"""Random fields, cheap enough to be drawn for every training sample."""

import functools

import cv2
import numpy as np

BANK_SIDE = 1024


@functools.lru_cache(maxsize=1)
def _bank():
    # A normal number for each pixel would cost more time than the whole camera; a window of a fixed array costs almost none.
    return np.random.Generator(np.random.PCG64(7)).standard_normal((BANK_SIDE, BANK_SIDE), dtype=np.float32)


def white(rng, height, width):
    """White normal noise, height x width, float32: a window of the bank at a random place, randomly mirrored."""
    rows = (int(rng.integers(BANK_SIDE)) + np.arange(height)) % BANK_SIDE
    columns = (int(rng.integers(BANK_SIDE)) + np.arange(width)) % BANK_SIDE
    if rng.random() < 0.5:
        rows = rows[::-1]
    if rng.random() < 0.5:
        columns = columns[::-1]
    return _bank()[np.ix_(rows, columns)]


def smooth(rng, height, width, cells):
    """A smooth field of about -1..1 with `cells` random knots along each side."""
    knots = rng.uniform(-1, 1, (cells, cells)).astype(np.float32)
    return cv2.resize(knots, (width, height), interpolation=cv2.INTER_CUBIC)


def ramp(rng, height, width):
    """A linear field from -1 to 1 in a random direction."""
    angle = rng.uniform(0, 2 * np.pi)
    x = np.linspace(-1, 1, width, dtype=np.float32) * np.float32(np.cos(angle))
    y = np.linspace(-1, 1, height, dtype=np.float32) * np.float32(np.sin(angle))
    field = y[:, None] + x[None, :]
    return field / np.float32(abs(np.cos(angle)) + abs(np.sin(angle)))


def log_uniform(rng, low, high):
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def saturate(image, amount):
    """Scales saturation: 0 gives grey, 1 no change, more than 1 stronger colours. image: float32 RGB."""
    grey = np.array([0.299, 0.587, 0.114], np.float32)
    return cv2.transform(image, np.eye(3, dtype=np.float32) * np.float32(amount) + grey * np.float32(1 - amount))
