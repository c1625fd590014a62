"""The square around a face that the net sees: the arithmetic of src/vision/crop.ts (a parity test compares the two)."""

import math

import cv2
import numpy as np


def crop_face(image, geometry, size, extent, drop):
    """image: HxWx3 uint8 or float32. geometry: (center x, center y, scale, roll). Returns size x size x 3 float32, 0..1."""
    center_x, center_y, scale, roll = geometry
    height, width = image.shape[:2]
    step = extent * scale / size
    block = max(1, min(math.floor(step), width, height))
    cos, sin = math.cos(roll), math.sin(roll)
    if block > 1:
        columns, rows = width // block, height // block
        # With a whole factor, area interpolation is the mean of each block.
        image = cv2.resize(image[: rows * block, : columns * block], (columns, rows), interpolation=cv2.INTER_AREA)
    step_x, step_y = cos * step / block, sin * step / block
    middle_x = (center_x - sin * drop * scale) / block - 0.5
    middle_y = (center_y + cos * drop * scale) / block - 0.5
    half = (size - 1) / 2
    to_source = np.array(
        [
            [step_x, -step_y, middle_x - half * step_x + half * step_y],
            [step_y, step_x, middle_y - half * step_y - half * step_x],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    crop = cv2.warpAffine(image, to_source, (size, size), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return crop.astype(np.float32) / 255
