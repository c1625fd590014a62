"""Pictures on screens: phones, monitors and TVs, as light that reaches the camera, in linear light.

A panel's white is 1; held.py sets its brightness in relation to the room.
"""

import cv2
import numpy as np

from .codec import stored_picture
from .fields import log_uniform, ramp, smooth
from .interface import draw_interface
from .lattice import diamonds, fine_pitch, lattice_index, seen_through, stripes

#: name: share, sub-pixel layout, saturation that the camera sees (its primaries against the panel's), black over white.
#: LCDs of phones measure about 1:800 straight on and less from the side; black OLED pixels are off and show only stray light.
PANELS = {
    "phone-lcd": (0.3, "stripes", (0.75, 1.15), (0.002, 0.02)),
    "phone-oled": (0.35, "diamonds", (0.9, 1.4), (0.0, 0.002)),
    "monitor": (0.2, "stripes", (0.65, 1.1), (0.002, 0.015)),
    "tv": (0.15, "stripes", (0.75, 1.3), (0.001, 0.012)),
}


def draw_panel(rng, handheld=None):
    """The name of a panel. handheld: None for any, True for phones only, False for monitors and TVs only."""
    names = [name for name in PANELS if handheld is None or name.startswith("phone") == handheld]
    shares = np.array([PANELS[name][0] for name in names])
    return str(rng.choice(names, p=shares / shares.sum()))


def show(content, plane, panel, rng):
    """Shows `content` (float32 RGB, 0..1) on a panel. Returns its light at every pixel (HxWx3, linear, white = 1) and facts."""
    _, layout, saturation, black = PANELS[panel]
    picture, facts = stored_picture(content, rng)
    if rng.random() < 0.2:
        picture = draw_interface(picture, rng)
        facts["interface"] = True
    curve, facts["gamma"] = transfer_curve(rng.uniform(*black), rng)
    pitch, index, tile = sub_pixels(plane, layout, rng)
    picture = project(picture, plane, pitch, rng)
    light = cv2.LUT(picture, curve)
    light = cv2.transform(light, primaries(rng.uniform(*saturation), rng))
    if tile is not None:
        light *= tile.reshape(-1, 3)[index]
        facts["grid"], facts["contrast"] = f"{layout} {pitch:.2f} px", float(tile.std())
    light += viewing_angle(plane.shape, rng)
    band = refresh_band(plane.shape, rng)
    if band is not None:
        light *= band
        facts["band"] = True
    return np.maximum(light, 0), facts


def transfer_curve(black, rng):
    """Code value to light, a table for cv2.LUT (256x1x3): gamma 1.8-2.6, black lift, white point, sometimes 6 bits.

    White points run from D50 (night modes are warmer) over D65 to D93, the bluish white of television in Japan and of
    many panels out of the box.
    """
    gamma = rng.normal(2.2, 0.15)
    code = np.arange(256, dtype=np.float32)
    if rng.random() < 0.12:
        code = np.floor(code / 4) * 4 * np.float32(255 / 252)
    curve = np.float32(black) + np.float32(1 - black) * (code / 255) ** np.float32(gamma)
    warmth = rng.normal(-0.1, 0.14) if rng.random() < 0.93 else rng.uniform(0.2, 0.5)
    white = np.array([np.exp(warmth), np.exp(rng.normal(-0.03, 0.06)), np.exp(-warmth)], np.float32)
    return (curve[:, None] * white[None, :]).astype(np.float32)[:, None, :], round(float(gamma), 2)


def primaries(saturation, rng):
    """3x3: the panel's primaries as the camera's filters record them; each row sums to 1, so that white stays white."""
    grey = np.array([0.299, 0.587, 0.114])
    matrix = np.eye(3) * saturation + grey * (1 - saturation) + rng.normal(0, 0.04, (3, 3))
    return (matrix / matrix.sum(axis=1, keepdims=True)).astype(np.float32)


def sub_pixels(plane, layout, rng):
    """Pitch of a panel's pixel in camera pixels, each pixel's index into a period, the period as the sensor records it.

    All None where the grid is too fine to show: at arm's length, five pixels of a phone are one pixel of a webcam.
    """
    if rng.random() < 0.35:
        return None, None, None
    pitch = fine_pitch(rng, 0.4, 3)
    # Sensors have more pixels than frames, and webcams skip pixels rather than average them: aliasing is that of the sensor.
    sensor = log_uniform(rng, 0.3, 1)
    aperture, spot = sensor * rng.uniform(0.6, 1), sensor * log_uniform(rng, 0.2, 0.7)
    angle = rng.normal(0, 0.03) + (np.pi / 2 if rng.random() < 0.5 else 0)
    if layout == "stripes":
        period, tile = pitch, stripes(rng.uniform(0.1, 0.3))
    else:
        period, tile = 2 * pitch, diamonds(rng.uniform(0.9, 1.2))
    tile = seen_through(tile, period, aperture, spot)
    # Glare, flare and the panel's diffuser fill the gaps.
    tile = 1 + (tile - 1) * np.float32(log_uniform(rng, 0.08, 1))
    return pitch, lattice_index(plane, period, angle, rng), tile


def project(picture, plane, pitch, rng):
    """Reads the uint8 picture at the plane's points; on coarse panels with the resolution of their pixels."""
    height, width = picture.shape[:2]
    x, y = plane.x + np.float32((width - 1) / 2), plane.y + np.float32((height - 1) / 2)
    if pitch is not None and pitch > 1.3:
        size = (round(width / pitch), round(height / pitch))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        half, shrink_x, shrink_y = np.float32(0.5), np.float32(size[0] / width), np.float32(size[1] / height)
        x, y = (x + half) * shrink_x - half, (y + half) * shrink_y - half
        flags = cv2.INTER_NEAREST if rng.random() < 0.5 else cv2.INTER_LINEAR
        return cv2.remap(picture, x, y, flags, borderMode=cv2.BORDER_REFLECT_101)
    return cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def viewing_angle(shape, rng):
    """Light that leaks from a panel seen from the side: raises black towards one edge, bluish or yellowish."""
    if rng.random() < 0.5:
        return np.float32(0)
    tint = np.exp(rng.normal(0, 0.15, 3)).astype(np.float32)
    leak = np.maximum(ramp(rng, *shape) + np.float32(rng.uniform(-0.3, 0.8)), 0) * np.float32(rng.uniform(0.005, 0.06))
    return leak[..., None] * tint


def refresh_band(shape, rng):
    """Dark soft bars: the panel's refresh or dimming against the exposure of a rolling shutter, row by row."""
    if rng.random() < 0.78:
        return None
    height, width = shape
    period, depth = log_uniform(rng, 0.15, 2.5) * height, rng.uniform(0.03, 0.3)
    turns = np.arange(height, dtype=np.float32) / np.float32(period) + np.float32(rng.random())
    duty = np.float32(rng.uniform(0.6, 3))
    band = 1 - np.float32(depth) * (0.5 + 0.5 * np.cos(np.float32(2 * np.pi) * turns)) ** duty
    # A phone held upright reads its sensor along the long side.
    if rng.random() < 0.15:
        return np.resize(band, width)[None, :, None]
    return band[:, None, None]


def glass(shape, room, rng):
    """Light that the front glass adds: a veil, lamps and windows, sometimes the room itself. HxWx3, room white = 1."""
    height, width = shape
    added, facts = np.zeros((height, width, 3), np.float32), []
    tint = np.exp(rng.normal(0, 0.12, 3)).astype(np.float32)
    if rng.random() < 0.45:
        veil = np.float32(log_uniform(rng, 0.003, 0.08)) * (1 + np.float32(0.6) * smooth(rng, height, width, 3))
        added += veil[..., None] * tint
        facts.append("veil")
    if rng.random() < 0.35:
        added += lamps(height, width, rng)[..., None] * np.exp(rng.normal(0, 0.2, 3)).astype(np.float32)
        facts.append("lamps")
    if rng.random() < 0.2:
        # About 4 per cent at normal incidence, more from the side; out of focus, and mirrored.
        soft = cv2.GaussianBlur(room[:, ::-1], (0, 0), rng.uniform(1.5, 8))
        added += soft * np.float32(rng.uniform(0.03, 0.15))
        facts.append("room")
    return added, facts


def lamps(height, width, rng):
    """One to three soft patches: windows, tubes, lamps."""
    small = np.zeros((64, 64), np.float32)
    for _ in range(int(rng.integers(1, 4))):
        middle = tuple(float(value) for value in rng.uniform(-5, 69, 2))
        size = tuple(float(value) for value in (log_uniform(rng, 2, 26), log_uniform(rng, 2, 34)))
        box = cv2.boxPoints((middle, size, float(rng.uniform(-25, 25))))
        patch = np.zeros_like(small)
        cv2.fillConvexPoly(patch, box.round().astype(np.int32), float(log_uniform(rng, 0.05, 1.2)))
        small += cv2.GaussianBlur(patch, (0, 0), log_uniform(rng, 0.4, 6))
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
