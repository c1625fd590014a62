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


def shares_of(simulated):
    """Of each class's draws. simulated: share of the attacks that were made here, on bona fide frames and on portraits;
    portraits are then drawn as bona fide too, so that being a portrait tells nothing."""
    return {
        ("live", "frame"): 1 - 0.4 * simulated,
        ("live", "portrait"): 0.4 * simulated,
        ("spoof", "frame"): 1 - simulated,
        ("spoof", "simulated"): 0.65 * simulated,
        ("spoof", "portrait"): 0.35 * simulated,
    }


def weights_of(entries, simulated):
    """Equal classes; inside a class the groups by `shares_of`; inside a group sources by the root of their size; inside a
    source half by session and half by frame: a session of two frames must not be shown a hundred times.

    entries: dicts with `live`, `group`, `source`, `session`. Returns probabilities that sum to 1."""
    shares = shares_of(simulated)
    keys = [("live" if row["live"] else "spoof", row["group"], row["source"], row["session"]) for row in entries]
    frames, bursts = Counter(key[:3] for key in keys), Counter(keys)
    bursts_of = Counter(key[:3] for key in bursts)
    roots = Counter()
    for key, count in frames.items():
        roots[key[:2]] += count**0.5
    # Without portraits their share goes to the other groups of the class.
    present = {label: sum(shares[group] for group in roots if group[0] == label) for label in ("live", "spoof")}
    weights = np.empty(len(entries))
    for index, key in enumerate(keys):
        source, group = key[:3], key[:2]
        share = shares[group] / present[key[0]] * frames[source] ** 0.5 / roots[group]
        weights[index] = share * (0.5 / bursts_of[source] / bursts[key] + 0.5 / frames[source])
    return weights / weights.sum()
