"""Batches from a pool of crops: drawn evenly, varied once more, normalised as the product does."""

import glob
import json
import os

import numpy as np
import torch

from records import weights_of

#: The label of what is drawn. A made attack may show nothing of its medium (a print out of focus): a softer target.
TARGETS = {"live": 0.98, "spoof": 0.02, "made": 0.1}
#: How far the target leans on the score of another model, where the data folder has one.
ANCHOR_SHARE = 0.2
#: Inputs are `(crop - MEAN) / STD`.
MEAN, STD = 0.5, 0.25


class Pool:
    """crops: uint8, N x size x size x 3, in as many parts as the pool was drawn in. entries: what they are."""

    def __init__(self, folder, name, keep):
        self.parts, self.places, self.entries = [], [], []
        for file in sorted(glob.glob(os.path.join(folder, "entries-*.jsonl"))):
            part = os.path.splitext(os.path.basename(file))[0].split("-")[1]
            with open(file) as lines:
                entries = [json.loads(line) for line in lines]
            # Into memory: crops are read in a random order, thousands of times.
            self.parts.append(np.load(os.path.join(folder, f"{name}-{part}.npy")))
            for place, entry in enumerate(entries):
                if keep(entry):
                    self.places.append((len(self.parts) - 1, place))
                    self.entries.append(entry)
        if {entry["live"] for entry in self.entries} != {True, False}:
            raise SystemExit("Too little to learn from: bona fide faces and attacks are needed in what is not left out.")
        self.weights = weights_of(self.entries)
        self.targets = np.array([target_of(entry) for entry in self.entries], np.float32)
        self.sources = np.array([entry["source"] for entry in self.entries])

    def draw(self, count, rng):
        """count crops, as float32 N x 3 x size x size of 0..1, their targets and their sources."""
        chosen = rng.choice(len(self.entries), count, p=self.weights)
        crops = np.stack([self.parts[part][place] for part, place in (self.places[index] for index in chosen)])
        x = torch.from_numpy(crops).permute(0, 3, 1, 2).to(torch.float32) / 255
        return x.contiguous(memory_format=torch.channels_last), torch.from_numpy(self.targets[chosen]), self.sources[chosen]


def target_of(entry):
    is_made = entry["way"] in ("made", "portrait")
    target = TARGETS["live" if entry["live"] else "made" if is_made else "spoof"]
    anchor = entry["anchor"]
    return target if anchor is None else (1 - ANCHOR_SHARE) * target + ANCHOR_SHARE * anchor


def vary(x, rng, erase=0.3):
    """A pool's crop is drawn many times: mirrored, relit and partly hidden, so that no single bezel, hand or wall decides."""
    count, _, side, _ = x.shape
    mirrored = torch.from_numpy(rng.random(count) < 0.5)
    x[mirrored] = x[mirrored].flip(3)
    gains = np.exp(rng.normal(0, 0.12, (count, 1, 1, 1)) + rng.normal(0, 0.05, (count, 3, 1, 1)))
    gammas = np.exp(rng.normal(0, 0.12, (count, 1, 1, 1)))
    x = (x * torch.from_numpy(gains.astype(np.float32))).clamp_(1e-4, 1)
    x = x.pow(torch.from_numpy(gammas.astype(np.float32)))
    for index in np.nonzero(rng.random(count) < erase)[0]:
        for _ in range(rng.integers(1, 3)):
            height, width = rng.integers(side // 12, side // 2, 2)
            top, left = rng.integers(0, side - height), rng.integers(0, side - width)
            color = torch.from_numpy(rng.random((3, 1, 1)).astype(np.float32))
            x[index, :, top : top + height, left : left + width] = color
    return x
