"""The media in the room: a picture on a screen or on paper, filling the view or with its surroundings."""

import cv2
import numpy as np

from .cutout import head_outline, mask_outline
from .fields import log_uniform
from .hand import draw_hand
from .outline import draw_rim, handheld_outline, inside, standing_outline
from .plane import draw_plane
from .prints import draw_sheet, gloss, print_picture
from .screens import draw_panel, glass, show


def on_screen(content, room, edges, rng):
    """content: code values; room: linear light; both HxWx3. Returns (linear light, the same without surroundings, facts)."""
    panel = draw_panel(rng, bool(rng.random() < 0.75) if edges else None)
    phone = panel.startswith("phone")
    plane = draw_plane(*content.shape[:2], rng, tilt=1.0 if phone else 0.6)
    if rng.random() < 0.05:
        content = between_frames(content, rng)
    emitted, facts = show(content, plane, panel, rng)
    facts["medium"] = panel
    # The panel's white over the room's: 500 cd/m2 to a wall at 400 lx (100 cd/m2) is 5; in the sun it is far below 1.
    facts["glow"] = glow = log_uniform(rng, 0.3, 5)
    reflected, facts["glass"] = glass(plane.shape, room, rng)
    face = emitted * np.float32(glow) + reflected
    light = hold_screen(face, reflected, room, plane, phone, facts, rng) if edges else face
    return light, face, facts


def between_frames(content, rng):
    """An exposure that spans two frames of a video, or a cross-fade."""
    shift = np.float32([[1, 0, rng.normal(0, 12)], [0, 1, rng.normal(0, 8)]])
    other = cv2.warpAffine(content, shift, content.shape[1::-1], borderMode=cv2.BORDER_REFLECT_101)
    share = rng.uniform(0.15, 0.5)
    return cv2.addWeighted(content, 1 - share, other, share, 0)


def hold_screen(light, reflected, room, plane, phone, facts, rng):
    """A phone in a hand or a standing panel: picture, unlit bars, rim, shadow and room. `room` is overwritten."""
    outline = handheld_outline(rng, rng.uniform(1.4, 2.2), (1.3, 2.7)) if phone else standing_outline(rng)
    softness, angle = log_uniform(rng, 1, 4), rng.normal(0, 0.02)
    whole = outline
    if rng.random() < 0.4:
        # A photo whose aspect ratio is not the screen's: bars above and below, or all around.
        bars = rng.uniform(0, 1.6, 2) if phone else rng.uniform(0, 0.5, 2)
        whole = (outline[0], outline[1] + bars[0], outline[2], outline[3] + bars[1])
        if rng.random() < 0.3:
            whole = tuple(side + rng.uniform(0.05, 0.6) for side in whole)
        facts["bars"] = True
    width = float(rng.choice([0.0, rng.uniform(0.02, 0.1), rng.uniform(0.1, 0.4)], p=[0.15, 0.5, 0.35]))
    shade = log_uniform(rng, 0.004, 0.08) if rng.random() < 0.85 else rng.uniform(0.2, 0.8)
    panel = draw_rim(room, plane, whole, rng, width, shade, angle, softness)
    if whole is not outline:
        # Unlit panel: black or a viewer's grey, with the glass's reflections.
        unlit = reflected + np.float32(log_uniform(rng, 0.002, 0.03) if rng.random() < 0.85 else rng.uniform(0.3, 1))
        light = unlit + (light - unlit) * inside(plane, outline, angle, softness)
    light = room + (light - room) * panel
    facts["rim"] = width
    if phone and rng.random() < 0.65:
        # A phone is 7 cm wide, a finger 1.6.
        narrow = min(whole[0] + whole[2], whole[1] + whole[3])
        draw_hand(light, whole, plane.unit, rng, 0.23 * narrow, lamp_on_hand(room, rng))
        facts["hand"] = True
    return light


def lamp_on_hand(room, rng):
    """Light on the hand, RGB: a room's white is well above its mean, and the hand may face the light or not."""
    mean = room.mean(axis=(0, 1))
    return (0.4 * mean + 0.6 * mean.mean()) * log_uniform(rng, 1.5, 6) + np.float32(0.04)


def on_paper(content, room, edges, rng):
    """Like `on_screen`, for prints, photo cards, cut-outs and masks."""
    plane = draw_plane(*content.shape[:2], rng)
    x, y, shading, slope, sheet = draw_sheet(plane, rng)
    reflectance, paper, facts = print_picture(content, x, y, rng)
    facts["sheet"], facts["lit"] = sheet, log_uniform(rng, 0.5, 1.6)
    shading = (shading * np.float32(facts["lit"]))[..., None]
    face = reflectance * shading
    highlight = gloss(slope, plane.shape, rng)
    if highlight is not None:
        face += highlight[..., None]
        facts["gloss"] = True
    if not edges:
        return face, face, {**facts, "medium": "print"}
    kind = str(rng.choice(["print", "photo card", "cut-out", "mask"], p=[0.35, 0.3, 0.15, 0.2]))
    facts["medium"] = kind
    if kind in ("cut-out", "mask"):
        return cut_out(face, content, room, plane, kind == "mask", paper * shading, facts, rng), face, facts
    return hold_sheet(face, room, plane, kind == "photo card", paper * shading, facts, rng), face, facts


def hold_sheet(light, room, plane, card, paper, facts, rng):
    """A sheet or a card, with a white border or without. `room` is overwritten."""
    outline = handheld_outline(rng, rng.uniform(1.2, 1.5), (1.3, 1.8) if card else (1.5, 2.9))
    facts["border"] = border = float(rng.uniform(0.04, 0.5) if rng.random() < 0.6 else 0)
    whole = tuple(side + border for side in outline)
    angle, softness = rng.normal(0, 0.04), log_uniform(rng, 1, 3)
    sheet = draw_rim(room, plane, whole, rng, 0, 0, angle, softness)
    if border > 0:
        light = paper + (light - paper) * inside(plane, outline, angle, 1.2)
    light = room + (light - room) * sheet
    if rng.random() < 0.6:
        # Cards are 5 to 9 cm wide and sheets 15 to 21 cm; a finger is 1.6 cm thick.
        thickness = (whole[0] + whole[2]) * (0.22 if card else 0.1)
        draw_hand(light, whole, plane.unit, rng, thickness, lamp_on_hand(room, rng))
        facts["hand"] = True
    return light


def cut_out(light, content, room, plane, worn, paper, facts, rng):
    """A face cut out and worn, with the hair, neck and body of a live person around it; or a head held up in the room."""
    behind = content * content if worn else room
    if worn:
        shape, holes = mask_outline(plane, rng)
    else:
        shape = head_outline(plane, rng)
    near = cv2.GaussianBlur(shape, (0, 0), rng.uniform(1.5, 5))
    behind = behind * (1 - np.float32(rng.uniform(0.1, 0.6)) * near)[..., None]
    if rng.random() < 0.3:
        # Cut with a margin of white paper.
        size = int(rng.integers(3, 7))
        margin = cv2.dilate(shape, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))[..., None]
        behind = behind + (paper - behind) * margin
    if worn and rng.random() < 0.5:
        # The eyes behind the holes are those of the live person, in the shadow of the paper.
        seen = content * content * np.float32(rng.uniform(0.2, 0.8))
        light = light + (seen - light) * holes[..., None]
        facts["eye holes"] = True
    return behind + (light - behind) * shape[..., None]
