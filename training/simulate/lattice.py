"""Regular structures that are finer than a camera resolves: how a sensor records the sub-pixels of a screen.

A camera pixel records the mean of the grid over its own area and the lens's spot. So one period of the grid is filtered
with that aperture, and is then point-sampled at every pixel's place on the medium. This is the exact picture of an infinite
grid: frequencies above half the sampling rate are aliased into moire, as in a camera. Recapture detectors search for this:
peaks in the spectrum (Garcia and de Queiroz 2015), periodic statistics (Mahdian, Novozamsky and Saic, on recaptured LCD
screens).
"""

import numpy as np

TILE = 64


def fine_pitch(rng, low, high):
    """Camera pixels in a period, log-triangular with its mode at 0.7: mostly visible only as moire."""
    return float(np.exp(rng.triangular(np.log(low), np.log(0.7), np.log(high))))


def lattice_index(plane, pitch, angle, rng):
    """For each pixel, the index into a flattened TILE x TILE period. pitch: camera pixels in a period."""
    scale = TILE / pitch
    cos, sin = np.float32(np.cos(angle) * scale), np.float32(np.sin(angle) * scale)
    # Makes the values positive, because the conversion to whole numbers rounds towards zero.
    far = TILE * (int(4 * max(plane.shape) / pitch) + 1)
    phase_x, phase_y = (far + rng.uniform(0, TILE, 2)).astype(np.float32)
    column = (cos * plane.x + sin * plane.y + phase_x).astype(np.int32) & (TILE - 1)
    row = (cos * plane.y - sin * plane.x + phase_y).astype(np.int32) & (TILE - 1)
    return row * TILE + column


def seen_through(tile, pitch, aperture, spot):
    """Filters a period (TILE x TILE x C) with a square pixel, `aperture` wide, and a lens spot of sigma `spot`."""
    frequency = np.fft.fftfreq(TILE, 1 / TILE) / pitch
    response = np.sinc(frequency * aperture) * np.exp(-2 * (np.pi * spot * frequency) ** 2)
    spectrum = np.fft.fft2(tile, axes=(0, 1)) * response[:, None, None] * response[None, :, None]
    return np.fft.ifft2(spectrum, axes=(0, 1)).real.astype(np.float32)


def stripes(black_matrix):
    """One pixel of an RGB-stripe LCD: three upright sub-pixels, each a third of the pixel less the black matrix."""
    tile = np.zeros((TILE, TILE, 3), np.float32)
    height = int(TILE * (1 - black_matrix))
    for channel in range(3):
        left = round(TILE * (channel / 3 + black_matrix / 6))
        right = round(TILE * ((channel + 1) / 3 - black_matrix / 6))
        tile[:height, left:right, channel] = 1
    return tile / tile.mean(axis=(0, 1))


def diamonds(fill):
    """Two by two pixels of a diamond PenTile OLED: as many green sub-pixels as pixels, half as many red and blue.

    Red and blue are diamonds on a lattice turned by 45 degrees, blue the largest; green are small ovals between them
    (DisplayMate's pictures of Galaxy phones). Sizes relative to the period, before `fill`.
    """
    tile = np.zeros((TILE, TILE, 3), np.float32)
    y, x = np.mgrid[0:TILE, 0:TILE].astype(np.float32) / TILE
    for channel, size, centres in (
        (0, 0.17, ((0, 0), (0.5, 0.5))),
        (2, 0.2, ((0.5, 0), (0, 0.5))),
        (1, 0.12, ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75))),
    ):
        for at_x, at_y in centres:
            across, down = (np.abs((value + 0.5) % 1 - 0.5) for value in (x - at_x, y - at_y))
            inside = np.hypot(across, down) if channel == 1 else across + down
            tile[..., channel] = np.maximum(tile[..., channel], inside < size * fill)
    return tile / tile.mean(axis=(0, 1))
