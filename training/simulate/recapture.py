"""Presents a picture of a face on a medium and records it. The effects of the camera itself are in camera.py.

All in linear light: the square of the code value, because the curves of cameras and of sRGB are close to gamma 2.
"""

import cv2
import numpy as np

from .fields import log_uniform
from .held import on_paper, on_screen
from .tone import expose

#: Share of attacks with at least one edge of the medium in view. Attackers who know the product fill the frame.
EDGES_IN_VIEW = 0.45
#: Share of attacks on screens; the others are on paper.
SCREENS = 0.62
#: Facts, each of which alone reveals the medium.
TELLING = ("glass", "band", "interface", "halftone", "gloss", "sheet", "streaks")


def recapture(content, background, rng, edges=None):
    """Makes a presentation attack of a bona fide frame.

    content, background: float32 RGB 0..1, HxWx3; the face in the middle of `content`, its side about `EXTENT` times as
    long as eyes to mouth. background: the scene behind the medium where its edges are in view, any size.
    edges: None draws at random whether edges are in view (45 %), True and False force it.

    Returns (float32 RGB 0..1 like `content`, dict of what was drawn). `subtle` in it is true where only colours and sharpness
    show the medium: no edges, pixels, dots or reflections, and a flat sheet.
    """
    if edges is None:
        edges = bool(rng.random() < EDGES_IN_VIEW)
    room = fit(background, content.shape[:2], rng) ** 2
    present = on_screen if rng.random() < SCREENS else on_paper
    light, face, facts = present(content, room, edges, rng)
    picture, facts["exposure"] = expose(light, face, content, present is on_screen, rng)
    facts["edges"] = edges
    facts["subtle"] = not edges and facts.get("contrast", 0) < 0.02 and not any(facts.get(name) for name in TELLING)
    return picture, {name: round(value, 2) if isinstance(value, float) else value for name, value in facts.items()}


def fit(image, shape, rng):
    """A random window of `shape`; sometimes out of focus, like the background of a near medium."""
    height, width = shape
    scale = max(height / image.shape[0], width / image.shape[1])
    if scale > 1:
        size = (int(np.ceil(image.shape[1] * scale)), int(np.ceil(image.shape[0] * scale)))
        image = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    top = int(rng.integers(image.shape[0] - height + 1))
    left = int(rng.integers(image.shape[1] - width + 1))
    window = np.ascontiguousarray(image[top : top + height, left : left + width])
    return cv2.GaussianBlur(window, (0, 0), log_uniform(rng, 0.8, 5)) if rng.random() < 0.4 else window
