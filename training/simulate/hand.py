"""The hand that holds a phone or a sheet: fingers over the rim, a thumb on the other side, the palm behind."""

import cv2
import numpy as np

from .fields import ramp, smooth

#: Linear RGB of skin in white light, dark to light; measured skin lies near a line through these.
SKIN = np.array(
    [
        [0.045, 0.022, 0.013],
        [0.10, 0.048, 0.028],
        [0.19, 0.098, 0.06],
        [0.31, 0.17, 0.11],
        [0.44, 0.27, 0.19],
        [0.56, 0.38, 0.30],
    ],
    np.float32,
)


def draw_hand(view, outline, unit, rng, thickness, light):
    """Draws into `view` (linear HxWx3), in place.

    outline: left, top, right, bottom of the medium, in units; unit: pixels; thickness of a finger, in units; light: RGB, linear.
    """
    height, width = view.shape[:2]
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    left, _, right, _ = outline
    side = -1 if rng.random() < 0.5 else 1
    reach, other = (left, right) if side < 0 else (right, left)
    hand, nails = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
    start, step = rng.uniform(-0.6, 0.9), thickness * rng.uniform(1.0, 1.15)
    slant = rng.uniform(-0.2, 0.7)
    fingers = int(rng.integers(2, 5))
    if rng.random() < 0.8:
        palm = middle + np.array([side * (reach + 1.2 * thickness), start + step * fingers / 2]) * unit
        ellipse(hand, palm, (0.9 * thickness * unit, step * (fingers + 1.5) / 2 * unit), slant * 30)
    for finger in range(fingers):
        length = rng.uniform(-0.4, 0.5) * thickness * (0.6 if finger == fingers - 1 else 1)
        tip = np.array([side * (reach - length), start + finger * step])
        root = tip + np.array([side * 5 * thickness, slant * 3 * thickness])
        size = thickness * rng.uniform(0.85, 1.05)
        capsule(hand, middle + tip * unit, middle + root * unit, size * unit)
        if rng.random() < 0.4:
            ellipse(nails, middle + tip * unit, (0.26 * size * unit, 0.2 * size * unit), 0)
    if rng.random() < 0.7:
        tip = np.array([-side * (other - rng.uniform(-0.4, 0.8) * thickness), rng.uniform(-0.2, 1.4)])
        root = tip + np.array([-side * 3.2 * thickness, 2.6 * thickness])
        capsule(hand, middle + tip * unit, middle + root * unit, thickness * unit * 1.3)
    paint(view, hand, nails, thickness * unit, light, rng)


def paint(view, hand, nails, thickness, light, rng):
    tone = rng.uniform(0, len(SKIN) - 1.001)
    skin = SKIN[int(tone)] + (SKIN[int(tone) + 1] - SKIN[int(tone)]) * np.float32(tone % 1)
    # Round fingers: the light falls off towards their sides, and dark lines separate them.
    inward = np.minimum(cv2.distanceTransform(hand, cv2.DIST_L2, 3) / np.float32(0.5 * thickness), 1)
    shade = np.float32(0.4) + np.float32(0.65) * np.sqrt(inward * (2 - inward))
    shade *= 1 + np.float32(rng.uniform(0, 0.5)) * ramp(rng, *hand.shape)
    shade *= 1 + np.float32(0.08) * smooth(rng, *hand.shape, 24)
    shade += cv2.GaussianBlur(nails, (0, 0), 1).astype(np.float32) * np.float32(rng.uniform(0.1, 0.5) / 255)
    softness = rng.uniform(0.7, 2.5)
    alpha = cv2.GaussianBlur(hand, (0, 0), softness).astype(np.float32) * np.float32(1 / 255)
    colour = (skin * np.asarray(light, np.float32)) * shade[..., None]
    view += (colour - view) * alpha[..., None]


def capsule(mask, start, end, thickness):
    """Draws a finger, with a gap around it that separates it from the one below."""
    points = [tuple(int(round(float(value) * 8)) for value in point) for point in (start, end)]
    size = max(2, round(float(thickness)))
    cv2.line(mask, points[0], points[1], 0, size + 2, cv2.LINE_8, 3)
    cv2.line(mask, points[0], points[1], 255, size, cv2.LINE_8, 3)


def ellipse(mask, middle, axes, degrees):
    box = (tuple(float(value) for value in middle), tuple(max(2.0, 2 * float(axis)) for axis in axes), float(degrees))
    cv2.ellipse(mask, box, 255, -1)
