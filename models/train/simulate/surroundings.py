"""What is in view besides the picture: the medium's rim, the hand that holds it, the shadow it throws."""

import cv2
import numpy as np

from .plane import coverage, rectangle_distance

FAR = 50.0
#: Linear RGB of skin in white light, dark to light; measured skin lies near a line through these.
SKIN = np.array(
    [[0.045, 0.022, 0.013], [0.10, 0.048, 0.028], [0.19, 0.098, 0.06], [0.31, 0.17, 0.11], [0.44, 0.27, 0.19], [0.56, 0.38, 0.30]],
    np.float32,
)


def handheld_outline(rng, aspect, narrow):
    """left, top, right, bottom of a phone or sheet in units of eyes to mouth; the face is somewhere on it, near its middle."""
    half = rng.uniform(*narrow)
    across, down = (half, half * aspect) if rng.random() < 0.75 else (half * aspect, half)
    shift_x, shift_y = rng.normal(0, 0.12, 2)
    left, right = across * (1 + shift_x), across * (1 - shift_x)
    top, bottom = down * (1 + shift_y), down * (1 - shift_y)
    return limit(left, top, right, bottom)


def standing_outline(rng):
    """One to three edges of a monitor or TV in view, the others far out."""
    sides = [FAR] * 4
    for side in rng.choice(4, int(rng.integers(1, 4)), replace=False):
        sides[int(side)] = rng.uniform(1.5, 3.0)
    return limit(*sides)


def limit(left, top, right, bottom):
    """The face itself is never cut off, and one edge at least is in view (3.3 units reach the region's rim)."""
    sides = [max(left, 1.25), max(top, 1.5), max(right, 1.25), max(bottom, 1.3)]
    if min(sides) > 2.9:
        sides[int(np.argmin(sides))] = 2.9
    return tuple(float(side) for side in sides)


def draw_rim(view, plane, outline, rng, width, colour, angle, softness):
    """Mixes the rim's colour (linear) into `view` around the outline, and returns the medium's own coverage (HxW, 0..1).

    view: linear light behind the medium, changed in place. outline and width in units; width 0: no rim.
    """
    unit = plane.unit
    radius = unit * float(rng.uniform(0, 0.12) if width > 0 else 0)
    inner = rectangle_distance(plane, [side * unit for side in outline], max(radius, 0.5), angle)
    if rng.random() < 0.7:
        shadow = np.clip(1 - inner / np.float32(unit * rng.uniform(0.3, 1.0)), 0, 1) * np.float32(rng.uniform(0.1, 0.5))
        view *= (1 - shadow)[..., None]
    if width > 0:
        outer = coverage(inner - np.float32(width * unit), softness)[..., None]
        view += (np.asarray(colour, np.float32) - view) * outer
        if rng.random() < 0.4:
            # The chamfer catches light.
            line = np.exp(-((inner - np.float32(width * unit)) / np.float32(1.2)) ** 2) * np.float32(rng.uniform(0.05, 0.5))
            view += line[..., None]
    return coverage(inner, softness)


def draw_fingers(view, outline, unit, rng, thickness, light):
    """Two to five fingers and sometimes a thumb across the rim, in place. thickness in units; light: RGB at the hand."""
    height, width = view.shape[:2]
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    left, top, right, bottom = outline
    tone = rng.uniform(0, len(SKIN) - 1)
    low = int(min(tone, len(SKIN) - 2))
    skin = SKIN[low] + (SKIN[low + 1] - SKIN[low]) * np.float32(tone - low)
    hand = np.zeros((height, width), np.uint8)
    side = -1 if rng.random() < 0.5 else 1
    reach = left if side < 0 else right
    start = rng.uniform(-0.3, 0.9)
    for finger in range(int(rng.integers(2, 5))):
        tip = np.array([side * (reach - rng.uniform(-0.05, 0.35)), start + finger * thickness * 1.25])
        draw_capsule(hand, middle + tip * unit, middle + (tip + [side * 2.5, rng.uniform(0, 0.9)]) * unit, thickness * unit)
    if rng.random() < 0.6:
        other = right if side < 0 else left
        tip = np.array([-side * (other - rng.uniform(0, 0.4)), rng.uniform(-0.2, 1.2)])
        draw_capsule(hand, middle + tip * unit, middle + (tip + [-side * 2.2, 1.6]) * unit, thickness * unit * 1.25)
    alpha = cv2.GaussianBlur(hand, (0, 0), 0.8).astype(np.float32) * np.float32(1 / 255)
    # Round fingers: bright along the middle, dark at the sides.
    round_off = cv2.GaussianBlur(hand, (0, 0), max(0.8, 0.22 * thickness * unit)).astype(np.float32) * np.float32(1 / 255)
    colour = (skin * np.asarray(light, np.float32)) * (np.float32(0.35) + np.float32(0.75) * round_off**2)[..., None]
    view += (colour - view) * alpha[..., None]


def draw_capsule(mask, start, end, thickness):
    points = [tuple(int(round(float(value) * 8)) for value in point) for point in (start, end)]
    cv2.line(mask, points[0], points[1], 255, max(2, round(float(thickness))), cv2.LINE_AA, 3)


def face_outline(plane, rng):
    """Coverage (HxW) of an oval about the face, from eyebrows or hairline to chin, and of its eye holes."""
    unit = np.float32(plane.unit)
    x, y = plane.x / unit, plane.y / unit
    across, up, down = (np.float32(value) for value in (rng.uniform(0.95, 1.25), rng.uniform(1.1, 1.7), rng.uniform(1.1, 1.35)))
    tall = np.where(y < 0, up, down)
    wobble = 1 + np.float32(0.06) * smooth_angle(x, y, rng)
    oval = np.hypot(x / across, y / tall) / wobble
    holes = np.zeros_like(oval)
    for side in (-0.47, 0.47):
        holes = np.maximum(holes, coverage((np.hypot((x - side) / 0.3, (y + 0.5) / 0.16) - 1) * unit * np.float32(0.2)))
    return coverage((oval - 1) * unit), holes


def smooth_angle(x, y, rng):
    """Scissors: a few waves around the outline."""
    angle = np.arctan2(y, x)
    waves = [np.float32(rng.normal(0, 0.5)) * np.cos(np.float32(n) * angle + np.float32(rng.uniform(0, 6.28))) for n in (2, 3, 5)]
    return waves[0] + waves[1] + waves[2]
