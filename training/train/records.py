"""The pictures that records.ts selected for training, and how often each is drawn."""

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


#: Share of the drawn pictures by (made, bona fide). Simulated attacks (`made`) show many people; frames show real attack instruments.
SHARES = {(False, True): 0.34, (False, False): 0.34, (True, True): 0.12, (True, False): 0.20}


def weights_of(entries):
    """Probability of each entry: groups by SHARES, and within a group sources by the root of their size.

    entries: dicts with `made`, `live`, `source`. Returns probabilities that sum to 1."""
    keys = [(row["made"], row["live"], row["source"]) for row in entries]
    counts, roots = Counter(keys), Counter()
    for key, count in counts.items():
        roots[key[:2]] += count**0.5
    weights = np.array([SHARES[key[:2]] / roots[key[:2]] / counts[key] ** 0.5 for key in keys])
    return weights / weights.sum()
