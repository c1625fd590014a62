"""Effects of compression: blocks, ringing, and colour at half the resolution."""

import cv2
import numpy as np


def to_bytes(image):
    """float32 0..1 to uint8, rounded."""
    return cv2.convertScaleAbs(np.clip(image, 0, 1), alpha=255)


def jpeg(image, quality, rng):
    """Encodes and decodes uint8 RGB as JPEG (4:2:0), its blocks at a random offset: a crop does not begin at a block."""
    left, top = (int(value) for value in rng.integers(0, 8, 2))
    padded = cv2.copyMakeBorder(image, top, 0, left, 0, cv2.BORDER_REPLICATE)
    # OpenCV expects BGR, so that luminance weighs the right channels.
    _, encoded = cv2.imencode(".jpg", padded[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return cv2.imdecode(encoded, cv2.IMREAD_COLOR)[top:, left:, ::-1]


def lower_resolution(image, factor, smooth):
    """Reduces by `factor` with area means and enlarges again: bilinear (`smooth`), or cubic with its overshoot."""
    height, width = image.shape[:2]
    size = (max(8, round(width / factor)), max(8, round(height / factor)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR if smooth else cv2.INTER_CUBIC)


def stored_picture(content, rng):
    """The picture before it is shown: a photo as taken, or after the compression of a messenger or a video call.

    content: float32 RGB, 0..1. Returns uint8 RGB and a dict of facts; half of the pictures are only rounded.
    """
    picture = to_bytes(content)
    kind = rng.choice(["original", "messenger", "video"], p=[0.5, 0.25, 0.25])
    if kind == "original":
        return picture, {"picture": kind}
    factor = rng.uniform(1.0, 1.8) if kind == "messenger" else rng.uniform(1.0, 2.5)
    quality = int(rng.integers(45, 85) if kind == "messenger" else rng.integers(30, 70))
    # Compression acts at the low resolution: its blocks are enlarged with the picture.
    height, width = picture.shape[:2]
    size = (max(16, round(width / factor)), max(16, round(height / factor)))
    small = jpeg(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), quality, rng)
    if kind == "video":
        # A video decoder's loop filter rounds the steps between blocks.
        small = cv2.bilateralFilter(np.ascontiguousarray(small), 3, 18, 2)
    picture = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return picture, {"picture": kind, "factor": round(factor, 2), "quality": quality}
