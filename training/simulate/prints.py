"""Pictures on paper: the ink's colours, the printer's dots, the sheet's shape and its gloss, in linear light.

Paper reflects the room's light: a reflectance of 1 gives the room's white.
"""

import cv2
import numpy as np

from .codec import stored_picture
from .fields import log_uniform, saturate, smooth, white
from .lattice import fine_pitch

#: The usual screen angles of cyan, magenta and yellow, in degrees; black (45) is not drawn separately.
SCREEN_ANGLES = (15, 75, 0)


def draw_sheet(plane, rng):
    """A bent or wrinkled sheet: its points (x, y), shading (about 1) and slope, all HxW, and a list of facts."""
    height, width = plane.shape
    half = max(height, width) / 2
    x, y = plane.x, plane.y
    slope, facts = np.zeros((height, width), np.float32), []
    if rng.random() < 0.55:
        # A cylinder around a nearly vertical or horizontal axis: towards its sides the picture is compressed.
        angle = rng.normal(0, 0.2) + (np.pi / 2 if rng.random() < 0.3 else 0)
        cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        across = (cos * x + sin * y) / np.float32(half)
        curve, middle = rng.normal(0, 0.35), np.float32(rng.normal(0, 0.3))
        shift = np.float32(0.25 * curve**2) * across * across * across * np.float32(half)
        x, y = x + cos * shift, y + sin * shift
        slope += np.float32(curve) * (across - middle)
        facts.append(f"bent {curve:.2f}")
    if rng.random() < 0.3:
        relief = wrinkles(height, width, rng)
        slope += relief
        x, y = x + relief * np.float32(2), y + relief * np.float32(2)
        facts.append("wrinkled")
    shading = np.clip(1 + slope * np.float32(rng.normal(0, 0.45)), 0.35, 1.6)
    return x, y, shading, slope, facts


def wrinkles(height, width, rng):
    """Slopes of creases, HxW: flat facets that meet along lines."""
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    slopes = np.zeros((height, width), np.float32)
    for _ in range(int(rng.integers(2, 6))):
        angle, offset = rng.uniform(0, np.pi), np.float32(rng.uniform(-0.9, 0.9))
        distance = np.float32(np.cos(angle)) * x + np.float32(np.sin(angle)) * y - offset
        sharpness = np.float32(log_uniform(rng, 4, 40))
        # A smoothed crease: steep on both sides of the line, flat farther away.
        slopes += np.float32(rng.normal(0, 0.25)) * distance * sharpness * np.exp(-np.abs(distance) * sharpness)
    return slopes * (1 + np.float32(0.5) * smooth(rng, height, width, 3))


def print_picture(content, x, y, rng):
    """Prints `content` and reads it at the sheet's points. Returns reflectance (HxWx3, linear), that of bare paper (3), facts."""
    picture, facts = stored_picture(content, rng)
    height, width = picture.shape[:2]
    x, y = x + np.float32((width - 1) / 2), y + np.float32((height - 1) / 2)
    picture = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    inks, kind = printer(rng)
    facts["printer"] = kind
    tone = saturate(cv2.LUT(picture, inks["curve"]), inks["saturation"])
    tone = np.clip(tone, 0, 1)
    if inks["screen"] is not None:
        pitch = fine_pitch(rng, 0.5, 3.2)
        tone = halftone(tone, x, y, pitch, inks["screen"], rng)
        facts["halftone"] = f"{pitch:.2f} px"
    if inks["grain"] > 0:
        grain = cv2.GaussianBlur(white(rng, height, width), (0, 0), rng.uniform(0.4, 0.9))
        # Dither is strongest where half of the paper is covered.
        tone += (grain * np.float32(inks["grain"]))[..., None] * (tone * (1 - tone))
    if rng.random() < 0.15:
        lines = cv2.resize(white(rng, max(4, height // 3), 1), (1, height), interpolation=cv2.INTER_LINEAR)
        tone *= 1 + lines[..., None] * np.float32(rng.uniform(0.01, 0.04))
        facts["streaks"] = True
    reflectance = inks["black"] + (inks["paper"] - inks["black"]) * np.clip(tone, 0, 1)
    if inks["texture"] > 0:
        fibres = cv2.GaussianBlur(white(rng, height, width), (0, 0), rng.uniform(0.5, 1.6))
        reflectance *= 1 + (fibres * np.float32(inks["texture"]))[..., None]
    return reflectance.astype(np.float32), inks["paper"], facts


def printer(rng):
    """Curves and colours of an inkjet, a laser printer, an offset press or a photo laboratory.

    Black on paper reflects 1 to 8 per cent (density 2.0 to 1.1), photo paper the least; paper white 75 to 95 per cent.
    """
    kind = str(rng.choice(["inkjet", "laser", "offset", "photo"], p=[0.35, 0.25, 0.1, 0.3]))
    photo = kind == "photo"
    gamma = rng.normal(2.2, 0.2)
    black = log_uniform(rng, 0.008, 0.03) if photo else log_uniform(rng, 0.02, 0.08)
    saturation = rng.uniform(0.8, 1.1) if photo else rng.uniform(0.5, 1.0)
    code = np.arange(256, dtype=np.float32) / 255
    gains = np.exp(rng.normal(0, 0.05, 3))
    curve = (code[:, None] ** np.float32(gamma)) ** gains[None, :]
    warm = rng.normal(0, 0.035)
    return {
        "curve": curve.astype(np.float32)[:, None, :],
        "saturation": 0.0 if rng.random() < 0.05 else saturation,
        "black": (black * np.exp(rng.normal(0, 0.1, 3))).astype(np.float32),
        "paper": (rng.uniform(0.75, 0.95) * np.exp([warm, 0, -warm])).astype(np.float32),
        "screen": {"laser": 0.8, "offset": 0.9}.get(kind),
        "grain": rng.uniform(0.05, 0.3) if kind == "inkjet" else 0.0,
        "texture": 0.0 if photo else log_uniform(rng, 0.003, 0.02),
    }, kind


def halftone(tone, x, y, pitch, depth, rng):
    """Clustered dots, one screen for each ink; half resolved they show a soft rosette, finer ones only moire.

    Rulings range from 85 lines an inch on newsprint and office laser printers to 185 on coated paper: 0.3 to 0.14 mm. VGA
    across 60 degrees has 0.9 mm a pixel at half a metre, 0.2 mm at a hand's breadth.
    """
    # Contrast of a dot's fundamental after averaging over a pixel's area; the lens does not pass harmonics.
    contrast = np.float32(depth * np.clip(np.sinc(0.8 / pitch) * rng.uniform(0.5, 1.2), 0.04, 1))
    turn = rng.uniform(-10, 10)
    out = np.empty_like(tone)
    for channel, degrees in enumerate(SCREEN_ANGLES):
        angle = np.deg2rad(degrees + turn)
        cos, sin = np.float32(2 * np.pi * np.cos(angle) / pitch), np.float32(2 * np.pi * np.sin(angle) / pitch)
        phase = np.float32(rng.uniform(0, 2 * np.pi))
        spot = (np.cos(cos * x + sin * y + phase) + np.cos(cos * y - sin * x)) * np.float32(0.25)
        value = tone[..., channel]
        # Equal to the tone on average: dots neither lighten nor darken.
        out[..., channel] = value + spot * contrast * np.minimum(value, 1 - value) * 2
    return out


def gloss(slope, shape, rng):
    """Highlights of the sheet, HxW, or None for matt paper: soft patches, and lines along bends that face a lamp."""
    if rng.random() < 0.5:
        return None
    field = smooth(rng, *shape, int(rng.integers(2, 5)))
    edge = log_uniform(rng, 1, 12)
    highlight = np.clip((field - np.float32(rng.uniform(-0.2, 0.6))) * np.float32(edge) + np.float32(0.5), 0, 1) ** 2
    if slope.any():
        facing = slope - np.float32(rng.normal(0, 0.2))
        line = np.exp(-((facing * np.float32(log_uniform(rng, 4, 30))) ** 2))
        highlight += line * (np.float32(0.7) + np.float32(0.5) * field)
    return highlight * np.float32(log_uniform(rng, 0.02, 0.5))
