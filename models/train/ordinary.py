"""Ordinary augmentation of one crop: the same for both classes, none of it tells the medium. Milder and far cheaper than the
simulated camera, which works on the sensor's pixels; see experiments.md for which net learns from which."""

import math

import cv2
import numpy as np


def jitter_geometry(geometry, rng):
    """Detectors differ by some pixels, and people move: the net must not depend on the exact place."""
    center_x, center_y, scale, roll = geometry
    center_x += rng.normal(0, 0.07) * scale
    center_y += rng.normal(0, 0.07) * scale
    return center_x, center_y, scale * math.exp(rng.normal(0, 0.10)), roll + rng.normal(0, 0.08)


def augment(crop, rng):
    """crop: float32 RGB 0..1, HxWx3; returns the same. In the order of a camera: scene, light, lens, sensor, codec."""
    if rng.random() < 0.5:
        crop = crop[:, ::-1]
    if rng.random() < 0.35:
        crop = erase(crop, rng)
    crop = light(np.ascontiguousarray(crop), rng)
    if rng.random() < 0.4:
        crop = lens(crop, rng)
    if rng.random() < 0.4:
        crop = crop + rng.normal(0, 1, crop.shape).astype(np.float32) * np.float32(rng.uniform(0.003, 0.035))
    crop = np.clip(crop, 0, 1)
    return codec(crop, rng) if rng.random() < 0.6 else crop


def erase(crop, rng):
    """Patches of flat colour, so that no single bezel, hand or background decides."""
    crop = crop.copy()
    side = crop.shape[0]
    for _ in range(rng.integers(1, 4)):
        height, width = rng.integers(side // 10, side // 2, 2)
        top, left = rng.integers(0, side - height), rng.integers(0, side - width)
        crop[top : top + height, left : left + width] = rng.random(3)
    return crop


def light(crop, rng):
    """Exposure, gamma, colour temperature, saturation; sometimes hardly any light."""
    gain = math.exp(rng.normal(0, 0.2))
    if rng.random() < 0.1:
        gain *= rng.uniform(0.25, 0.6)
    warmth = rng.normal(0, 0.08)
    gains = np.array([math.exp(warmth), math.exp(rng.normal(0, 0.03)), math.exp(-warmth)], np.float32) * np.float32(gain)
    crop = np.clip(crop * gains, 0, 1)
    crop = crop ** np.float32(math.exp(rng.normal(0, 0.22)))
    gray = crop @ np.array([0.299, 0.587, 0.114], np.float32)
    saturation = np.float32(0 if rng.random() < 0.04 else np.clip(rng.normal(1, 0.2), 0.3, 1.7))
    contrast, pivot = np.float32(math.exp(rng.normal(0, 0.15))), np.float32(gray.mean())
    crop = gray[..., None] + (crop - gray[..., None]) * saturation
    return np.clip((crop - pivot) * contrast + pivot, 0, 1).astype(np.float32)


def lens(crop, rng):
    """Defocus, motion, or a camera of fewer pixels."""
    side = crop.shape[0]
    kind = rng.random()
    if kind < 0.45:
        return cv2.GaussianBlur(crop, (0, 0), rng.uniform(0.4, 1.5))
    if kind < 0.6:
        length = int(rng.integers(3, 7))
        kernel = np.zeros((length, length), np.float32)
        if rng.random() < 0.5:
            kernel[length // 2, :] = 1 / length
        else:
            kernel[:, length // 2] = 1 / length
        return cv2.filter2D(crop, -1, kernel)
    if kind < 0.75:
        soft = cv2.GaussianBlur(crop, (0, 0), 1.0)
        return crop + (crop - soft) * np.float32(rng.uniform(0.3, 1.2))
    small = int(side / rng.uniform(1.2, 2.6))
    shrunk = cv2.resize(crop, (small, small), interpolation=cv2.INTER_AREA)
    return cv2.resize(shrunk, (side, side), interpolation=cv2.INTER_LINEAR if rng.random() < 0.5 else cv2.INTER_CUBIC)


def codec(crop, rng):
    quality = int(rng.uniform(35, 96))
    bgr = (crop[..., ::-1] * 255 + 0.5).astype(np.uint8)
    _, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1].astype(np.float32) / 255
