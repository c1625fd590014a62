"""The medium's outline: its edges, its rim, and its shadow."""

import numpy as np

from .plane import coverage, rectangle_distance

#: A side far outside the view, in units of eyes to mouth.
FAR = 50.0


def handheld_outline(rng, aspect, narrow):
    """left, top, right, bottom of a phone or sheet, from the face, in units. narrow: range of half the width."""
    half = rng.uniform(*narrow)
    across, down = (half, half * aspect) if rng.random() < 0.75 else (half * aspect, half)
    shift_x, shift_y = rng.normal(0, 0.12, 2)
    left, right = across * (1 + shift_x), across * (1 - shift_x)
    top, bottom = down * (1 + shift_y), down * (1 - shift_y)
    return limit(left, top, right, bottom)


def standing_outline(rng):
    """Outline of a monitor or TV with one to three edges in view and the others far outside; as `handheld_outline`."""
    sides = [FAR] * 4
    for side in rng.choice(4, int(rng.integers(1, 4)), replace=False):
        sides[int(side)] = rng.uniform(1.5, 3.0)
    return limit(*sides)


def limit(left, top, right, bottom):
    """Moves sides so that the face is not cut off and at least one edge is in view (the region ends at 3.3 units)."""
    sides = [max(left, 1.25), max(top, 1.5), max(right, 1.25), max(bottom, 1.3)]
    if min(sides) > 2.9:
        sides[int(np.argmin(sides))] = 2.9
    return tuple(float(side) for side in sides)


def inside(plane, outline, angle, softness):
    """Coverage (HxWx1, 0..1) of the rectangle `outline`, in units."""
    return coverage(rectangle_distance(plane, [side * plane.unit for side in outline], 0.5, angle), softness)[..., None]


def draw_rim(view, plane, outline, rng, width, colour, angle, softness):
    """Draws shadow and rim into `view`, the linear light behind the medium, in place; returns the medium's coverage.

    outline and width (0: no rim) in units of eyes to mouth; colour: linear grey; coverage: HxWx1, 0..1.
    """
    unit = plane.unit
    radius = unit * float(rng.uniform(0, 0.12) if width > 0 else 0)
    inner = rectangle_distance(plane, [side * unit for side in outline], max(radius, 0.5), angle)
    if rng.random() < 0.7:
        shadow = np.clip(1 - inner / np.float32(unit * rng.uniform(0.3, 1.0)), 0, 1) * np.float32(rng.uniform(0.1, 0.5))
        view *= (1 - shadow)[..., None]
    if width > 0:
        outer = coverage(inner - np.float32(width * unit), softness)[..., None]
        view += (np.float32(colour) - view) * outer
        if rng.random() < 0.4:
            # The chamfer reflects light.
            line = np.exp(-(((inner - np.float32(width * unit)) / np.float32(1.2)) ** 2))
            view += line[..., None] * np.float32(rng.uniform(0.05, 0.5))
    return coverage(inner, softness)[..., None]
