"""Pictures cut out along the face: masks that are worn, heads that are held up."""

import numpy as np

from .plane import coverage


def mask_outline(plane, rng):
    """Coverage (HxW, 0..1) of a face from eyebrows or hairline to chin, and of its eye holes."""
    unit = np.float32(plane.unit)
    x, y = plane.x / unit, plane.y / unit
    oval = oval_distance(x, y, rng.uniform(0.95, 1.25), rng.uniform(1.1, 1.8), rng.uniform(1.1, 1.35), rng)
    holes = np.float32(0)
    wide, tall = np.float32(rng.uniform(0.22, 0.32)), np.float32(rng.uniform(0.1, 0.18))
    for side in (-0.47, 0.47):
        eye = np.hypot((x - np.float32(side)) / wide, (y + np.float32(0.5)) / tall) - 1
        holes = np.maximum(holes, coverage(eye * unit * tall))
    return coverage(oval * unit), holes


def head_outline(plane, rng):
    """Coverage (HxW, 0..1) of a head with its hair, and in half of the cases the shoulders."""
    unit = np.float32(plane.unit)
    x, y = plane.x / unit, plane.y / unit
    head = oval_distance(x, y, rng.uniform(1.2, 1.6), rng.uniform(1.7, 2.3), rng.uniform(1.2, 1.5), rng)
    if rng.random() < 0.5:
        # Shoulders: below a line that falls to both sides.
        fall, neck = np.float32(rng.uniform(0.15, 0.5)), np.float32(rng.uniform(1.3, 1.7))
        shoulders = np.maximum(neck + fall * np.abs(x) - y, np.abs(x) - np.float32(rng.uniform(2, 3.2)))
        head = np.minimum(head, shoulders)
    return coverage(head * unit)


def oval_distance(x, y, across, up, down, rng):
    """Approximate signed distance to an oval around the middle, in units, negative inside; with the waves that scissors leave."""
    tall = np.where(y < 0, np.float32(up), np.float32(down))
    angle = np.arctan2(y, x)
    waves = np.float32(0)
    for count in (2, 3, 7):
        size, phase = (np.float32(value) for value in (rng.normal(0, 0.05 / count), rng.uniform(0, 2 * np.pi)))
        waves = waves + size * np.cos(count * angle + phase)
    return (np.hypot(x / np.float32(across), y / tall) - (1 + waves)) * np.float32(across)
