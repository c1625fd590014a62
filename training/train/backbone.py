"""Reads the weights that backbone.ts extracted from their package."""

import json

import numpy as np


def read_backbone(path):
    """path: without extension. Returns float32 arrays by name."""
    with open(path + ".json") as file:
        entries = json.load(file)
    values = np.fromfile(path + ".bin", "<f4")
    arrays, at = {}, 0
    for entry in entries:
        end = at + int(np.prod(entry["shape"]))
        arrays[entry["name"]] = values[at:end].reshape(entry["shape"])
        at = end
    return arrays
