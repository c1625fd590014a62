"""Effects of a camera on any frame, bona fide or attack: light, lens, sensor, processing, codec, in this order."""

import cv2
import numpy as np

from .codec import jpeg, lower_resolution, to_bytes
from .fields import log_uniform, ramp, saturate, smooth, white

#: Share of frames that only get a JPEG: the data has been through a camera already.
UNTOUCHED = 0.15


def camera(image, rng, strength=1.0):
    """Applies a random choice of the effects. image: float32 RGB 0..1, HxWx3; returns the same format.

    strength, 0..1, multiplies the probability of each effect; 0 leaves the rounding to 8 bits, and a JPEG in some frames.
    """
    if rng.random() < UNTOUCHED:
        return jpeg(to_bytes(image), rng.integers(80, 97), rng).astype(np.float32) * np.float32(1 / 255)

    def often(odds):
        return rng.random() < odds * strength

    if often(0.15):
        image = tilt(image, rng)
    light = image * image
    if often(0.6):
        light = illuminate(light, rng)
    if often(0.4):
        light = glare(light, rng)
    if often(0.45):
        light = lens(light, rng)
    if often(0.2):
        light = light * vignette(light.shape, rng)[..., None]
    if often(0.75):
        light = expose(light, rng)
    noise = log_uniform(rng, 0.002, 0.03) if often(0.6) else 0.0
    if often(0.2):
        # A dark room: the exposure is too short, and the gain amplifies signal and noise.
        dark = log_uniform(rng, 0.06, 0.5)
        noise = max(noise, log_uniform(rng, 0.01, 0.05))
        light = light * np.float32(dark)
        gain = dark ** -rng.uniform(0, 1)
        light = np.clip(sense(light, noise * dark**0.5, often(0.6), rng) ** 2 * np.float32(gain), 0, 1)
        image = np.sqrt(light)
    elif noise > 0 or often(0.3):
        image = sense(light, noise, often(0.35), rng)
    else:
        image = np.sqrt(np.clip(light, 0, 1))
    image = process(image, often, rng)
    picture = to_bytes(image)
    if often(0.2):
        picture = denoise(picture, rng)
    if often(0.3):
        picture = lower_resolution(picture, rng.uniform(1.2, 2.8), rng.random() < 0.5)
    if often(0.25):
        picture = jpeg(picture, rng.integers(30, 80), rng)
    if often(0.75):
        picture = jpeg(picture, rng.integers(45, 96), rng)
    return picture.astype(np.float32) * np.float32(1 / 255)


def wear(image, rng):
    """Lowers sharpness, contrast and colour as any recapture does, whatever the medium.

    For bona fide pictures, before `camera`, so that a hazy, soft or pale picture is no sign of an attack: the classes must
    differ only in what a medium adds. Shapes and ranges as for `camera`.
    """
    if rng.random() < 0.3:
        image = cv2.GaussianBlur(image, (0, 0), log_uniform(rng, 0.4, 2.2))
    if rng.random() < 0.3:
        share, light = np.float32(log_uniform(rng, 0.01, 0.25)), image * image
        haze = light.mean(axis=(0, 1)) * np.float32(rng.uniform(0.3, 1))
        image = np.sqrt(light * (1 - share) + haze * share)
    if rng.random() < 0.3:
        image = saturate(image, rng.uniform(0.45, 1.05))
    return np.clip(image, 0, 1)


def tilt(image, rng):
    """Perspective of a camera that does not face the scene straight on."""
    height, width = image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + rng.normal(0, 0.02 * width, (4, 2)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    return cv2.warpPerspective(image, matrix, (width, height), borderMode=cv2.BORDER_REFLECT_101)


def illuminate(light, rng):
    """Light of the scene, before any exposure: from the side, of mixed colours, or from behind. light: linear HxWx3."""
    shape = light.shape[:2]
    kind = rng.random()
    if kind < 0.4:
        # From one side, up to 1:6 across the view.
        return light * np.exp(ramp(rng, *shape) * np.float32(rng.uniform(0.1, 0.9)))[..., None]
    if kind < 0.6:
        field = smooth(rng, *shape, 3) * np.float32(rng.uniform(0.1, 0.6))
        return light * np.exp(field)[..., None]
    if kind < 0.75:
        # A lamp and a window: warm light on one side, cold light on the other.
        warmth = ramp(rng, *shape) * np.float32(rng.uniform(0.05, 0.3))
        return light * np.exp(np.stack([warmth, warmth * 0, -warmth], axis=-1))
    # Light from behind: the face dark, the flare of a window over it.
    flare = np.maximum(ramp(rng, *shape) + np.float32(rng.uniform(-0.2, 0.6)), 0)
    return light * np.float32(rng.uniform(0.25, 0.8)) + (flare * np.float32(log_uniform(rng, 0.02, 0.6)))[..., None]


def glare(light, rng):
    """Stray light of a greasy or cheap lens: a glow around bright parts, a veil over dark ones. light: linear HxWx3.

    Without it, the net would take every grey black for that of a screen or a print.
    """
    height, width = light.shape[:2]
    small = cv2.resize(light, (max(4, width // 8), max(4, height // 8)), interpolation=cv2.INTER_AREA)
    glow = cv2.GaussianBlur(small, (0, 0), log_uniform(rng, 0.6, 12), borderType=cv2.BORDER_REPLICATE)
    share = np.float32(log_uniform(rng, 0.03, 0.55))
    veil = np.float32(log_uniform(rng, 0.003, 0.15) if rng.random() < 0.6 else 0)
    stray = cv2.resize(glow * share + veil, (width, height), interpolation=cv2.INTER_LINEAR)
    return light * (1 - share) + stray


def lens(light, rng):
    """Out of focus, or moved while the shutter was open."""
    if rng.random() < 0.65:
        return cv2.GaussianBlur(light, (0, 0), log_uniform(rng, 0.4, 3))
    length = int(rng.integers(3, 10))
    kernel = np.zeros((length, length), np.float32)
    middle, angle = (length - 1) / 2, rng.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * middle
    start, end = ([int(round(value * 16)) for value in middle + sign * reach] for sign in (-1, 1))
    cv2.line(kernel, start, end, 1.0, 1, cv2.LINE_AA, 4)
    return cv2.filter2D(light, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT_101)


def vignette(shape, rng):
    height, width = shape[:2]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :] - np.float32(rng.normal(0, 0.5))
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None] - np.float32(rng.normal(0, 0.5))
    return 1 / (1 + np.float32(rng.uniform(0.05, 0.3)) * (x * x + y * y)) ** 2


def expose(light, rng):
    """Colour of the light, the part of it that white balance does not correct, and an exposure error, mostly below a stop."""
    warmth = rng.normal(0, 0.18)
    gains = np.array([np.exp(warmth), np.exp(rng.normal(0, 0.04)), np.exp(-warmth)], np.float32)
    if rng.random() < 0.3:
        # Grey world: white balance assumes that the mean of the view is grey.
        means = light.mean(axis=(0, 1)) * gains + np.float32(1e-3)
        gains = gains * (means.mean() / means) ** np.float32(rng.uniform(0.2, 0.9))
    gain = np.exp(rng.normal(0, 0.35))
    if rng.random() < 0.3:
        gain *= (0.18 / max(float(light.mean()), 0.01)) ** rng.uniform(0.2, 0.8)
    return light * (gains * np.float32(gain))


def sense(light, noise, mosaic, rng):
    """Shot and read noise, with or without a Bayer mosaic. Takes linear light, returns code values (gamma 2).

    noise: standard deviation at white. After demosaicing it is no longer independent from pixel to pixel.
    """
    height, width = light.shape[:2]
    read = np.float32(noise * 0.15)
    if not mosaic:
        grain = np.stack([white(rng, height, width) for _ in range(3)], axis=-1) if noise > 0 else np.float32(0)
        return np.sqrt(np.clip(light + grain * (np.sqrt(np.maximum(light, 0)) * np.float32(noise) + read), 0, 1))
    raw = light[..., 1].copy()
    raw[0::2, 0::2] = light[0::2, 0::2, 0]
    raw[1::2, 1::2] = light[1::2, 1::2, 2]
    raw = np.clip(raw, 0, 1)
    if noise > 0:
        raw = np.clip(raw + white(rng, height, width) * (np.sqrt(raw) * np.float32(noise) + read), 0, 1)
    # OpenCV names a pattern by its second row: red first is BG. Phones follow edges, webcams average neighbours.
    how = cv2.COLOR_BayerBG2RGB if rng.random() < 0.6 else cv2.COLOR_BayerBG2RGB_EA
    coded = cv2.convertScaleAbs(np.sqrt(raw), alpha=255)
    return cv2.cvtColor(coded, how).astype(np.float32) * np.float32(1 / 255)


def process(image, often, rng):
    """Tone, saturation and sharpening of the camera's processor, on code values."""
    if often(0.5):
        # A gamma, then contrast around a middle tone.
        image = cv2.pow(np.clip(image, 0, 1), float(np.exp(rng.normal(0, 0.2))))
        pivot = np.float32(rng.uniform(0.3, 0.6))
        image = (image - pivot) * np.float32(np.exp(rng.normal(0, 0.12))) + pivot
    if often(0.4):
        image = saturate(image, 0.0 if rng.random() < 0.06 else np.clip(rng.normal(1, 0.25), 0.3, 1.8))
    if often(0.35):
        soft = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.6, 1.6))
        image = image + (image - soft) * np.float32(rng.uniform(0.3, 1.8))
    return image


def denoise(picture, rng):
    """Strong noise reduction, which removes the texture of skin. picture: uint8 RGB."""
    if rng.random() < 0.4:
        return cv2.medianBlur(np.ascontiguousarray(picture), 3)
    return cv2.bilateralFilter(np.ascontiguousarray(picture), 5, rng.uniform(12, 40), rng.uniform(1.2, 3))
