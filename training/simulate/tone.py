"""How the recording camera exposes and renders the medium, from light to code values."""

import numpy as np

from .fields import saturate


def expose(light, face, content, shining, rng):
    """light: HxWx3, linear, any scale; face: the same without what is around the medium; content: the picture shown.

    Automatic exposure meters the face, the whole view or a mix of both. Screens in a dark room are often overexposed, and
    clipping each channel by itself turns skin orange, pink or white. Then the camera's curve: the picture on the medium has
    had one already, and a second one raises contrast and saturation.
    Returns (picture as code values 0..1, exposure over the metered one). shining: whether the medium is a screen.
    """
    share = rng.uniform(0.3, 1)
    metered = share * middle(face) + (1 - share) * float(light.mean())
    target = 0.5 * middle(content * content) + 0.5 * 0.18
    error = float(np.exp(rng.normal(0, 0.25)))
    if shining and rng.random() < 0.3:
        error *= float(np.exp(rng.uniform(0.2, 0.9)))
    picture = np.sqrt(np.clip(light * np.float32(target / max(metered, 1e-4) * error), 0, 1))
    harder = np.float32(rng.uniform(0, 0.9) if rng.random() < 0.7 else 0)
    if harder > 0:
        picture += harder * (picture * picture * (3 - 2 * picture) - picture)
        picture = np.clip(saturate(picture, 1 + rng.uniform(-0.1, 0.45) * float(harder)), 0, 1)
    return picture.astype(np.float32), error


def middle(image):
    height, width = image.shape[:2]
    return float(image[height // 3 : 2 * height // 3, width // 3 : 2 * width // 3].mean())
