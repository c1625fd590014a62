"""Presents a picture of a face on a medium and looks at it again. The camera's own share is in camera.py.

All in linear light (the square of the code value: a camera's curve and sRGB's are near enough to gamma 2).
"""

import cv2
import numpy as np

from .fields import log_uniform
from .plane import draw_plane
from .prints import draw_sheet, gloss, print_picture
from .screens import draw_panel, glass, show
from .surroundings import draw_fingers, draw_rim, face_outline, handheld_outline, standing_outline

#: How often one edge of the medium or more is in view. Attackers who know the product fill the frame.
EDGES_IN_VIEW = 0.45
SCREENS = 0.62


def recapture(content, background, rng, edges=None):
    """Makes a presentation attack of a bona fide frame.

    content, background: float32 RGB 0..1, HxWx3; the face in the middle of `content`, eyes to mouth about 1/6.6 of its
    side. background: what is behind the medium where its edges are in view, any size. edges: None draws whether edges
    are in view (45 %), True and False force it. Returns (float32 RGB 0..1 like `content`, dict of what was drawn).
    """
    if edges is None:
        edges = bool(rng.random() < EDGES_IN_VIEW)
    room = fit(background, content.shape[:2], rng) ** 2
    if rng.random() < SCREENS:
        light, face, facts = on_screen(content, room, edges, rng)
    else:
        light, face, facts = on_paper(content, room, edges, rng)
    facts["edges"] = edges
    return expose(light, face, content, rng), facts


def fit(image, shape, rng):
    """A window of the size asked for; sometimes out of focus, as what is behind a near medium."""
    height, width = shape
    scale = max(1.0, height / image.shape[0], width / image.shape[1])
    if scale > 1:
        size = (int(np.ceil(image.shape[1] * scale)), int(np.ceil(image.shape[0] * scale)))
        image = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    top = int(rng.integers(image.shape[0] - height + 1))
    left = int(rng.integers(image.shape[1] - width + 1))
    window = np.ascontiguousarray(image[top : top + height, left : left + width])
    return cv2.GaussianBlur(window, (0, 0), log_uniform(rng, 0.8, 5)) if rng.random() < 0.4 else window


def on_screen(content, room, edges, rng):
    handheld = None if not edges else bool(rng.random() < 0.75)
    panel = draw_panel(rng, handheld)
    phone = panel.startswith("phone")
    plane = draw_plane(*content.shape[:2], rng, tilt=1.0 if phone else 0.6)
    emitted, facts = show(content, plane, panel, rng)
    facts["medium"] = panel
    # White of the panel over white of the room: 500 cd/m2 against a lit office wall are about 4, in the sun far below 1.
    facts["glow"] = glow = log_uniform(rng, 0.3, 4)
    reflected, facts["glass"] = glass(plane.shape, room, rng)
    light = emitted * np.float32(glow) + reflected
    face = light
    if edges:
        outline = handheld_outline(rng, rng.uniform(1.6, 2.2), (1.3, 2.7)) if phone else standing_outline(rng)
        width = float(rng.choice([0.0, rng.uniform(0.02, 0.1), rng.uniform(0.1, 0.4)], p=[0.15, 0.5, 0.35]))
        shade = log_uniform(rng, 0.004, 0.08) if rng.random() < 0.85 else rng.uniform(0.2, 0.8)
        softness = log_uniform(rng, 1, 4)
        inside = draw_rim(room, plane, outline, rng, width, [shade] * 3, rng.normal(0, 0.02), softness)[..., None]
        light = room + (light - room) * inside
        facts["rim"] = round(width, 2)
        if phone and rng.random() < 0.65:
            # A phone is 7 cm wide, a finger 1.6.
            narrow = min(outline[0] + outline[2], outline[1] + outline[3])
            draw_fingers(light, outline, plane.unit, rng, 0.23 * narrow, room.mean(axis=(0, 1)) * 2.5 + 0.02)
            facts["fingers"] = True
    return light, face, facts


def on_paper(content, room, edges, rng):
    plane = draw_plane(*content.shape[:2], rng)
    x, y, shading, slope, sheet = draw_sheet(plane, rng)
    reflectance, paper, facts = print_picture(content, x, y, plane.unit, rng)
    facts["sheet"] = sheet
    facts["lit"] = lit = log_uniform(rng, 0.5, 1.6)
    highlight = gloss(slope, plane.shape, rng)
    light_on_it = (shading * np.float32(lit))[..., None]
    light = reflectance * light_on_it
    if highlight is not None:
        light += highlight[..., None]
        facts["gloss"] = True
    face = light
    facts["medium"] = "print"
    if edges:
        kind = str(rng.choice(["print", "photo card", "cut-out", "mask"], p=[0.35, 0.25, 0.2, 0.2]))
        facts["medium"] = kind
        if kind in ("cut-out", "mask"):
            light = wear(light, content, room, plane, kind, paper * light_on_it, facts, rng)
        else:
            light = hold_sheet(light, room, plane, kind, paper * light_on_it, facts, rng)
    return light, face, facts


def hold_sheet(light, room, plane, kind, paper, facts, rng):
    """A sheet or a card with its white border, in the room."""
    card = kind == "photo card"
    outline = handheld_outline(rng, rng.uniform(1.2, 1.5), (1.3, 1.7) if card else (1.5, 2.9))
    border = rng.uniform(0.04, 0.5) if rng.random() < 0.7 else 0.0
    angle = rng.normal(0, 0.04)
    whole = tuple(side + border for side in outline)
    softness = log_uniform(rng, 1, 3)
    on_sheet = draw_rim(room, plane, whole, rng, 0, [0] * 3, angle, softness)[..., None]
    room += (paper - room) * on_sheet
    inside = draw_rim(room.copy(), plane, outline, rng, 0, [0] * 3, angle, 1.2)[..., None]
    light = room + (light - room) * inside
    facts["border"] = round(border, 2)
    if rng.random() < 0.55:
        # Cards are 5 to 9 cm wide, sheets 15 to 21: a finger of 1.6 cm is as much smaller.
        thickness = (outline[0] + outline[2]) * (0.24 if card else 0.1)
        draw_fingers(light, whole, plane.unit, rng, thickness, paper.mean(axis=(0, 1)))
        facts["fingers"] = True
    return light


def wear(light, content, room, plane, kind, paper, facts, rng):
    """A face cut out along its outline: held in the room, or worn by somebody whose own hair and neck are in view."""
    oval, holes = face_outline(plane, rng)
    behind = content**2 if kind == "mask" else room
    rim = cv2.GaussianBlur(oval, (0, 0), 3)
    behind = behind * (1 - np.float32(rng.uniform(0.1, 0.5)) * rim * (1 - oval))[..., None]
    if rng.random() < 0.4:
        # Cut with a margin of white paper.
        wide = cv2.dilate(oval, np.ones((3, 3), np.uint8), iterations=int(rng.integers(1, 4)))[..., None]
        behind = behind + (paper - behind) * wide
    if kind == "mask" and rng.random() < 0.5:
        oval = oval * (1 - holes)
        facts["eye holes"] = True
    return behind + (light - behind) * oval[..., None]


def expose(light, face, content, rng):
    """Automatic exposure: the camera meters the face, the whole view or a mix, towards what it does with any face."""
    height, width = light.shape[:2]
    middle = face[height // 3 : 2 * height // 3, width // 3 : 2 * width // 3].mean()
    share = rng.uniform(0.3, 1)
    metered = share * middle + (1 - share) * light.mean()
    target = (content[height // 3 : 2 * height // 3, width // 3 : 2 * width // 3] ** 2).mean()
    target = 0.5 * target + 0.5 * 0.18
    gain = target / max(float(metered), 1e-4) * np.exp(rng.normal(0, 0.25))
    return np.sqrt(np.clip(light * np.float32(gain), 0, 1)).astype(np.float32)
