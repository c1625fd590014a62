"""Draws the nets' inputs from a frame, like src/vision/crop.ts, box-crop.ts and whole-frame.ts; parity tests compare them."""

import math

import cv2
import numpy as np


def crop_face(image, geometry, size, extent, drop):
    """image: HxWx3, 0..255, uint8 or float32. geometry: (center x, center y, scale, roll), pixels and radians.

    Returns size x size x 3 float32, 0..1."""
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


#: The face box in units of scale, as in src/vision/box-crop.ts.
BOX_WIDTH, BOX_HEIGHT, BOX_RISE = 1.97, 2.61, 0.19


def crop_box(image, geometry, size, boxes):
    """A rectangle of `boxes` face boxes, moved and made smaller so that it stays inside the picture, drawn as a square.

    image and result as for crop_face; roll is not used."""
    center_x, center_y, scale = geometry[:3]
    height, width = image.shape[:2]
    factor = min(boxes, width / (BOX_WIDTH * scale), height / (BOX_HEIGHT * scale))
    crop_width, crop_height = BOX_WIDTH * scale * factor, BOX_HEIGHT * scale * factor
    left = min(max(center_x - crop_width / 2, 0), width - crop_width)
    top = min(max(center_y - BOX_RISE * scale - crop_height / 2, 0), height - crop_height)
    return cut(image, (left, top, crop_width, crop_height), size)


def whole_frame(image, size):
    """The whole picture as a square, whatever its shape. image and result as for crop_face."""
    height, width = image.shape[:2]
    return cut(image, (0, 0, width, height), size)


def face_sides(geometry, image):
    """Left, top, right and bottom of the face box as shares of the picture's sides; beyond 0..1 where it leaves the picture."""
    center_x, center_y, scale = geometry[:3]
    height, width = image.shape[:2]
    reach_x, reach_y = BOX_WIDTH / 2 * scale, BOX_HEIGHT / 2 * scale
    middle_y = center_y - BOX_RISE * scale
    return (
        (center_x - reach_x) / width,
        (middle_y - reach_y) / height,
        (center_x + reach_x) / width,
        (middle_y + reach_y) / height,
    )


def face_cells(sides, count):
    """sides: N x 4, from face_sides. Returns the share of each of count x count cells that the box covers: N x count x count."""
    sides = np.asarray(sides, np.float32)
    cell = np.arange(count, dtype=np.float32)

    def covered(first, last):
        return np.clip(np.minimum(last * count, cell + 1) - np.maximum(first * count, cell), 0, None)

    columns = covered(sides[:, 0:1], sides[:, 2:3])
    rows = covered(sides[:, 1:2], sides[:, 3:4])
    return rows[:, :, None] * columns[:, None, :]


def cut(image, rectangle, size):
    """rectangle: left, top, width, height in pixels, inside the picture. Whole blocks of pixels are averaged first."""
    left, top, crop_width, crop_height = rectangle
    height, width = image.shape[:2]
    block = max(1, min(math.floor(min(crop_width, crop_height) / size), width, height))
    if block > 1:
        # Only what the crop needs: a frame has many times its pixels.
        x0, y0 = (max(0, math.floor(start / block) - 1) * block for start in (left, top))
        x1 = min(width // block, math.ceil((left + crop_width) / block) + 2) * block
        y1 = min(height // block, math.ceil((top + crop_height) / block) + 2) * block
        size_in_blocks = ((x1 - x0) // block, (y1 - y0) // block)
        image = cv2.resize(image[y0:y1, x0:x1], size_in_blocks, interpolation=cv2.INTER_AREA)
        left, top = left - x0, top - y0
    step_x, step_y = crop_width / size / block, crop_height / size / block
    to_source = np.array(
        [
            [step_x, 0, left / block + step_x / 2 - 0.5],
            [0, step_y, top / block + step_y / 2 - 0.5],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    crop = cv2.warpAffine(image, to_source, (size, size), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return crop.astype(np.float32) / 255
