"""A data folder (manifest.jsonl, see models/README.md) with its landmarks, in memory; batches drawn evenly."""

import json
import os

import cv2
import numpy as np
import torch

from augment import augment, jitter_geometry
from crop import crop_face

MEAN, STD = 0.5, 0.25
#: How far the soft target leans on the score of another model, where the manifest has one.
ANCHOR_SHARE = 0.2


def read_records(folder, landmarks):
    with open(landmarks) as file:
        located = {row["path"]: row for row in map(json.loads, file)}
    records = []
    with open(os.path.join(folder, "manifest.jsonl")) as file:
        for row in map(json.loads, filter(str.strip, file)):
            if row["path"] not in located:
                continue
            geometry = located[row["path"]]["geometry"]
            row["geometry"] = (geometry["center"]["x"], geometry["center"]["y"], geometry["scale"], geometry["roll"])
            row["live"] = row["label"] == "live"
            records.append(row)
    return records


def load_images(folder, records):
    for row in records:
        row["image"] = cv2.cvtColor(cv2.imread(os.path.join(folder, row["path"])), cv2.COLOR_BGR2RGB)


def target_of(row):
    label = 1.0 if row["live"] else 0.0
    anchor = row.get("anchor_score")
    return label if anchor is None else (1 - ANCHOR_SHARE) * label + ANCHOR_SHARE * anchor


def weights_of(records):
    """Equal classes; within a class sources by the square root of their size; within a source equal sessions."""
    frames, sessions = {}, {}
    for row in records:
        source = (row["label"], row["source"])
        frames[source] = frames.get(source, 0) + 1
        session = (source, row.get("person"), row.get("session"))
        sessions.setdefault(source, {}).setdefault(session, 0)
        sessions[source][session] += 1
    share = {}
    for label in ("live", "spoof"):
        total = sum(count**0.5 for (name, _), count in frames.items() if name == label)
        share.update({source: count**0.5 / total for source, count in frames.items() if source[0] == label})
    weights = []
    for row in records:
        source = (row["label"], row["source"])
        inside = sessions[source]
        # Half by session, half by frame: a session of two frames must not be shown a hundred times.
        by_session = 1 / len(inside) / inside[(source, row.get("person"), row.get("session"))]
        weights.append(share[source] * (0.5 * by_session + 0.5 / frames[source]))
    return torch.tensor(weights, dtype=torch.double)


class Crops(torch.utils.data.Dataset):
    """One crop each, augmented when `train`. Items: input (3 x size x size, normalised), soft target."""

    def __init__(self, records, spec, train, seed=0):
        self.records, self.spec, self.train, self.seed = records, spec, train, seed
        self.rng = None

    def __len__(self):
        return len(self.records)

    def __getitem__(self, index):
        row = self.records[index]
        geometry = row["geometry"]
        if self.train:
            if self.rng is None:
                worker = torch.utils.data.get_worker_info()
                self.rng = np.random.default_rng([self.seed, worker.seed if worker else 0])
            geometry = jitter_geometry(geometry, self.rng)
        crop = crop_face(row["image"], geometry, **self.spec)
        if self.train:
            crop = augment(crop, self.rng)
        crop = (np.ascontiguousarray(crop.transpose(2, 0, 1)) - MEAN) / STD
        return torch.from_numpy(crop.astype(np.float32)), np.float32(target_of(row))
