"""The pictures that records.ts found fit to learn from, and how often each is to be drawn."""

import json
import os
from collections import Counter

import cv2
import numpy as np


def read_records(folder, file, portraits=False):
    """A dict for each line of `file`, a `TrainingRecord`: its fields, `file` (where the picture is), `live` and `portrait`."""
    with open(file) as lines:
        records = [json.loads(line) for line in lines]
    for row in records:
        row["file"] = os.path.join(folder, row["path"])
        row["live"] = row["label"] == "live"
        row["portrait"] = portraits
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
