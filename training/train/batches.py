"""Batches from a pool of crops: drawn by source and augmented."""

import glob
import json
import os

import cv2
import numpy as np
import torch
from torch.nn import functional

from records import weights_of

#: Target probability of bona fide for each kind of crop. A simulated attack may not show its medium (a print out of focus), so its
#: target is softer.
TARGETS = {"live": 0.98, "spoof": 0.02, "made": 0.08}
#: Weight of the teachers' probability in the target, where the pool has their score; and the factor of their logit, because
#: they are overconfident.
TEACHER_SHARE = 0.6
TEACHER_SCALE = 0.5
#: Inputs are `(crop - MEAN) / STD`: -1..1, like those of the net that ours starts from.
MEAN, STD = 0.5, 0.5


class Pool:
    """Batches of crops of a pool, read from all its parts; each crop is augmented differently whenever it is drawn.

    size: pixels on each side of the net's input; margin: width of the pool's crops over that of the input; keep: a predicate on
    entries. Exits unless both bona fide and attack entries are kept."""

    def __init__(self, folder, name, size, margin, keep):
        self.size, self.margin = size, margin
        self.parts, self.places, self.entries = [], [], []
        for file in sorted(glob.glob(os.path.join(folder, "entries-*.jsonl"))):
            part = os.path.splitext(os.path.basename(file))[0].split("-")[1]
            with open(file) as lines:
                entries = [json.loads(line) for line in lines]
            self.parts.append(np.load(os.path.join(folder, f"{name}-{part}.npy"), mmap_mode="r"))
            for place, entry in enumerate(entries):
                if keep(entry):
                    self.places.append((len(self.parts) - 1, place))
                    self.entries.append(entry)
        if {entry["live"] for entry in self.entries} != {True, False}:
            raise SystemExit("Too little to learn from: bona fide faces and attacks are needed in what is not left out.")
        self.weights = weights_of(self.entries)
        self.targets = np.array([target_of(entry) for entry in self.entries], np.float32)

    def draw(self, count, rng):
        """`count` random crops as the net's inputs (a tuple, N x 3 x size x size, 0..1), and their targets (N)."""
        chosen = rng.choice(len(self.entries), count, p=self.weights)
        crops = np.stack([self.parts[part][place] for part, place in (self.places[index] for index in chosen)])
        return (vary(crops, self.size, self.margin, rng),), torch.from_numpy(self.targets[chosen])


def target_of(entry):
    target = TARGETS["live" if entry["live"] else "made" if entry["made"] else "spoof"]
    if "teacher" not in entry:
        return target
    taught = 1 / (1 + np.exp(-TEACHER_SCALE * entry["teacher"]))
    return (1 - TEACHER_SHARE) * target + TEACHER_SHARE * taught


def vary(crops, size, margin, rng):
    """Augments crops: moves, mirrors, relights, blurs, compresses and partly hides them, so that the net does not learn single
    bezels, hands, walls or cameras, although each crop is drawn many times.

    crops: uint8, N x kept x kept x 3, `margin` times as wide as the net's input. Returns float32 N x 3 x size x size, 0..1."""
    x = torch.from_numpy(crops).permute(0, 3, 1, 2).float() / 255
    return relight(move(x, size, margin, rng), rng)


def relight(x, rng):
    """Augments light, noise, sharpness, compression and occlusion. x and result: float32 N x 3 x size x size, 0..1."""
    count = len(x)
    x = degrade(x, rng)
    gains = np.exp(normal(rng, count, 1, 0.15) + normal(rng, count, 3, 0.06)) * dimming(rng, count)
    x = (x * tensor(gains)).clamp(1e-4, 1).pow(tensor(np.exp(normal(rng, count, 1, 0.22))))
    grey = x.mean(1, keepdim=True)
    x = grey + (x - grey) * tensor(np.exp(normal(rng, count, 1, 0.2)))
    mean = x.mean((1, 2, 3), keepdim=True)
    x = mean + (x - mean) * tensor(np.exp(normal(rng, count, 1, 0.15)))
    noise = np.where(rng.random((count, 1, 1, 1)) < 0.4, rng.uniform(0, 0.035, (count, 1, 1, 1)), 0)
    x = (x + tensor(rng.standard_normal(tuple(x.shape)) * noise)).clamp(0, 1)
    return compress(hide(x, rng), rng)


def tensor(values):
    return torch.from_numpy(np.asarray(values, np.float32))


def normal(rng, count, channels, deviation):
    return rng.normal(0, deviation, (count, channels, 1, 1))


def dimming(rng, count):
    """Gains of light, N x 1 x 1 x 1: below 1 for a dark room in 15 %."""
    return np.where(rng.random((count, 1, 1, 1)) < 0.15, rng.uniform(0.2, 0.7, (count, 1, 1, 1)), 1)


def move(x, size, margin, rng):
    """Mirrors at random, rotates, scales and shifts a little, and scales to the net's size."""
    count = len(x)
    across = np.exp(rng.normal(0, 0.10, count)) / margin
    down = across * np.exp(rng.normal(0, 0.04, count))
    angle = rng.normal(0, 0.06, count)
    mirror = np.where(rng.random(count) < 0.5, -1, 1)
    to_source = np.empty((count, 2, 3))
    to_source[:, 0, 0], to_source[:, 0, 1] = across * np.cos(angle) * mirror, -down * np.sin(angle)
    to_source[:, 1, 0], to_source[:, 1, 1] = across * np.sin(angle) * mirror, down * np.cos(angle)
    to_source[:, :, 2] = rng.normal(0, 0.06, (count, 2))
    grid = functional.affine_grid(tensor(to_source), (count, 3, size, size), align_corners=False)
    return functional.grid_sample(x, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def degrade(x, rng):
    """Lowers the resolution of a quarter of the pictures; blurs or sharpens a fifth. In place."""
    count, _, _, size = x.shape
    for index in np.nonzero(rng.random(count) < 0.25)[0]:
        side = int(size * rng.uniform(0.35, 0.9))
        small = functional.interpolate(x[index : index + 1], size=(side, side), mode="area")
        x[index : index + 1] = functional.interpolate(small, size=(size, size), mode="bilinear", align_corners=False)
    for index in np.nonzero(rng.random(count) < 0.2)[0]:
        crop = x[index].permute(1, 2, 0).numpy()
        if rng.random() < 0.6:
            crop = cv2.GaussianBlur(crop, (0, 0), rng.uniform(0.4, 1.4))
        else:
            crop = np.clip(crop + rng.uniform(0.3, 1.2) * (crop - cv2.GaussianBlur(crop, (0, 0), 1.0)), 0, 1)
        x[index] = torch.from_numpy(crop.copy()).permute(2, 0, 1)
    return x


def hide(x, rng, share=0.2):
    """Covers a part of some pictures with a rectangle of one colour. In place."""
    count, _, _, size = x.shape
    for index in np.nonzero(rng.random(count) < share)[0]:
        height, width = rng.integers(size // 12, size // 2, 2)
        top, left = rng.integers(0, size - height), rng.integers(0, size - width)
        x[index, :, top : top + height, left : left + width] = tensor(rng.random((3, 1, 1)))
    return x


def compress(x, rng, share=0.3):
    for index in np.nonzero(rng.random(len(x)) < share)[0]:
        crop = (x[index].permute(1, 2, 0).numpy() * 255 + 0.5).astype(np.uint8)
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 92))]
        decoded = cv2.imdecode(cv2.imencode(".jpg", crop, quality)[1], cv2.IMREAD_COLOR)
        x[index] = torch.from_numpy(decoded).permute(2, 0, 1).float() / 255
    return x
