"""A data folder (manifest.jsonl, see models/README.md) with its landmarks, and how often each frame is to be drawn."""

import json
import os
from collections import Counter

import cv2
import numpy as np


def read_records(folder, landmarks, portraits=False):
    """One dict a located picture: the manifest's fields and `file`, `geometry` (center x, y, scale, roll), `live`, `portrait`."""
    with open(landmarks) as file:
        located = {row["path"]: row["geometry"] for row in map(json.loads, file)}
    records = []
    with open(os.path.join(folder, "manifest.jsonl")) as file:
        for row in map(json.loads, filter(str.strip, file)):
            geometry = located.get(row["path"])
            if geometry is None:
                continue
            row["file"] = os.path.join(folder, row["path"])
            row["geometry"] = (geometry["center"]["x"], geometry["center"]["y"], geometry["scale"], geometry["roll"])
            row["live"] = row["label"] == "live"
            row["portrait"] = portraits
            records.append(row)
    return records


def read_picture(record):
    return cv2.cvtColor(cv2.imread(record["file"]), cv2.COLOR_BGR2RGB)


def weights_of(entries):
    """Equal classes; inside a class the ways alike; inside a way sources by the root of their size; inside a source half by
    session and half by frame: a session of two frames must not be shown a hundred times.

    entries: dicts with `live`, `way`, `source`, `session`. Returns probabilities that sum to 1."""
    keys = [(row["live"], row["way"], row["source"], row["session"]) for row in entries]
    frames, bursts = Counter(key[:3] for key in keys), Counter(keys)
    bursts_of = Counter(key[:3] for key in bursts)
    roots = Counter()
    for key, count in frames.items():
        roots[key[:2]] += count**0.5
    ways = Counter(live for live, _ in roots)
    weights = np.empty(len(entries))
    for index, key in enumerate(keys):
        source, group = key[:3], key[:2]
        share = frames[source] ** 0.5 / roots[group] / ways[key[0]]
        weights[index] = share * (0.5 / bursts_of[source] / bursts[key] + 0.5 / frames[source])
    return weights / weights.sum()
