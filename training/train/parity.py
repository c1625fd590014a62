"""Writes the values that the tests of src/vision/crop.ts, box-crop.ts and whole-frame.ts compare with.

`python3 training/train/parity.py`
"""

import json
import os

import numpy as np

from crop import crop_box, crop_face, face_cells, face_sides, whole_frame

WIDTH, HEIGHT = 310, 230
#: name, geometry (center x, center y, scale, roll), crop
CASES = [
    ("enlarged", (150.3, 110.8, 12.0, 0.1), {"size": 24, "extent": 1.5, "drop": 0.2}),
    ("reduced a little", (150.3, 110.8, 24.0, -0.35), {"size": 24, "extent": 1.5, "drop": 0.2}),
    ("in blocks of three", (160.0, 120.0, 27.0, 0.2), {"size": 24, "extent": 3.0, "drop": 0.2}),
    ("beyond the border", (20.5, 210.25, 40.0, 0.6), {"size": 24, "extent": 3.2, "drop": -0.1}),
    ("box, enlarged", (150.3, 110.8, 6.0, 0.1), {"size": 24, "boxes": 1.5}),
    ("box, in blocks of three", (160.2, 121.7, 22.0, -0.2), {"size": 24, "boxes": 2.0}),
    ("box, moved inside", (20.5, 210.25, 18.0, 0.0), {"size": 24, "boxes": 2.7}),
    ("box, made smaller", (150.3, 90.8, 44.0, 0.0), {"size": 24, "boxes": 4.0}),
    ("whole frame, in blocks of nine", (150.3, 110.8, 30.0, 0.0), {"size": 24, "cells": 6}),
    ("whole frame, in blocks of two", (20.5, 210.25, 40.0, 0.0), {"size": 96, "cells": 6}),
]


def picture():
    """Triangle waves of whole numbers, the same as in the test."""
    row, column, channel = np.meshgrid(np.arange(HEIGHT), np.arange(WIDTH), np.arange(3), indexing="ij")
    wave = np.abs((3 * column + 2 * row + 40 * channel) % 128 - 64) * 2 + np.abs((column - 2 * row) % 256 - 128)
    return (wave % 256).astype(np.uint8)


def draw(image, geometry, spec):
    if "cells" in spec:
        return whole_frame(image, spec["size"])
    return (crop_box if "boxes" in spec else crop_face)(image, geometry, **spec)


def main():
    image = picture()
    cases = []
    for name, geometry, spec in CASES:
        crop = draw(image, geometry, spec)
        center_x, center_y, scale, roll = geometry
        cases.append(
            {
                "name": name,
                "geometry": {"center": {"x": center_x, "y": center_y}, "scale": scale, "roll": roll},
                "spec": spec,
                "values": [round(float(value), 4) for value in crop.ravel()],
            }
        )
        if "cells" in spec:
            cells = face_cells([face_sides(geometry, image)], spec["cells"])
            cases[-1]["face"] = [round(float(value), 4) for value in cells.ravel()]
    out = os.path.join(os.path.dirname(__file__), "crop-parity.json")
    with open(out, "w") as file:
        json.dump({"width": WIDTH, "height": HEIGHT, "cases": cases}, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
