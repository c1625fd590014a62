"""What compression leaves: blocks, ringing, and colour at half the resolution."""

import cv2
import numpy as np


def to_bytes(image):
    """float32 0..1 to uint8, rounded."""
    return cv2.convertScaleAbs(np.clip(image, 0, 1), alpha=255)


def jpeg(image, quality, rng):
    """uint8 RGB through a JPEG (4:2:0) whose blocks begin anywhere: a crop of a frame does not begin at a block."""
    left, top = (int(value) for value in rng.integers(0, 8, 2))
    padded = cv2.copyMakeBorder(image, top, 0, left, 0, cv2.BORDER_REPLICATE)
    # The order of the channels is of no matter as long as luminance weighs the right ones.
    _, encoded = cv2.imencode(".jpg", padded[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return cv2.imdecode(encoded, cv2.IMREAD_COLOR)[top:, left:, ::-1]


def lower_resolution(image, factor, smooth):
    """Fewer pixels by the mean of areas, then enlarged again: soft, or with the overshoot of a cubic."""
    height, width = image.shape[:2]
    size = (max(8, round(width / factor)), max(8, round(height / factor)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR if smooth else cv2.INTER_CUBIC)


def stored_picture(content, rng):
    """The picture before it is shown: a photo as taken, or as a messenger, a site or a video call left it.

    content: float32 RGB. Returns uint8 and what happened: half of the pictures are nearly as they were.
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
