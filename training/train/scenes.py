"""Whole frames, reduced once: the net of the whole frame is trained on the pictures of the data folder only, because simulated
attacks and portraits have no room around them. The teachers score each frame.

Run by `npm run pad:train`. Writes scenes.npy (N x 128 x 128 x 3, uint8 RGB) and scenes.jsonl with a line for each of the N: an
entry as in pool.py, and `sides` (see face_sides in crop.py).
"""

import argparse
import json
import os

import cv2
import numpy as np
import torch
from torch.nn import functional

from batches import relight, target_of
from crop import face_cells, face_sides
from records import read_picture, read_records, weights_of
from teachers import Teacher

#: Pixels on each side of a kept frame: more than the net's input, so that parts can be cut out.
KEPT_SIZE = 128
#: Probability, for each side, of cutting off a part between the face and that border of the frame.
CUT_OFTEN = 0.6
#: Minimum pixels on each side of a part of a frame.
SMALLEST_PART = 16
#: How often a frame gets bars, as a camera gives them that fills a picture of another shape; and how much of it they take.
BARS_OFTEN, BARS_SHARE = 0.12, (0.1, 0.65)
#: Bars are black, or nearly: cameras encode black as 0 or 16 of 255.
BARS_LUMA = 17


class Scenes:
    """Batches of whole frames, each augmented differently whenever it is drawn.

    size, keep: as for Pool in batches.py; cells: on each side of the map of the face."""

    def __init__(self, folder, size, cells, keep):
        with open(os.path.join(folder, "scenes.jsonl")) as lines:
            entries = [json.loads(line) for line in lines]
        self.places = [place for place, entry in enumerate(entries) if keep(entry)]
        self.entries = [entries[place] for place in self.places]
        if {entry["live"] for entry in self.entries} != {True, False}:
            raise SystemExit("Too little to learn from: bona fide faces and attacks are needed in what is not left out.")
        self.frames = np.load(os.path.join(folder, "scenes.npy"), mmap_mode="r")
        self.weights = weights_of(self.entries)
        self.targets = np.array([target_of(entry) for entry in self.entries], np.float32)
        self.size, self.cells = size, cells

    def draw(self, count, rng):
        """`count` random frames as the net's inputs (N x 3 x size x size, 0..1, and face cells), and their targets (N)."""
        chosen = rng.choice(len(self.entries), count, p=self.weights)
        parts, sides = zip(*(self.draw_one(place, rng) for place in chosen))
        x = torch.from_numpy(np.stack(parts)).permute(0, 3, 1, 2).float() / 255
        x = relight(functional.interpolate(x, size=(self.size, self.size), mode="area"), rng)
        return (x, torch.from_numpy(face_cells(sides, self.cells))), torch.from_numpy(self.targets[chosen])

    def draw_one(self, place, rng):
        part, sides = cut_part(self.frames[self.places[place]], self.entries[place]["sides"], rng)
        return add_bars(part, sides, rng) if rng.random() < BARS_OFTEN else (part, sides)


def cut_part(frame, sides, rng):
    """A random part of the frame that contains the face, as a square, mirrored half of the time; and the face's sides there."""
    left, top, right, bottom = sides
    start_x, start_y, end_x, end_y = (
        rng.uniform(0, max(0.0, room)) if rng.random() < CUT_OFTEN else 0.0
        for room in (left, top, 1 - right, 1 - bottom)
    )
    x, y = int(start_x * KEPT_SIZE), int(start_y * KEPT_SIZE)
    width = max(SMALLEST_PART, int((1 - end_x) * KEPT_SIZE) - x)
    height = max(SMALLEST_PART, int((1 - end_y) * KEPT_SIZE) - y)
    part = cv2.resize(frame[y : y + height, x : x + width], (KEPT_SIZE, KEPT_SIZE))
    across, down = KEPT_SIZE / width, KEPT_SIZE / height
    moved = [(left * KEPT_SIZE - x) * across, (top * KEPT_SIZE - y) * down, (right * KEPT_SIZE - x) * across, (bottom * KEPT_SIZE - y) * down]
    left, top, right, bottom = (side / KEPT_SIZE for side in moved)
    if rng.random() < 0.5:
        return part[:, ::-1], (1 - right, top, 1 - left, bottom)
    return part, (left, top, right, bottom)


def add_bars(frame, sides, rng):
    """The frame with bars at two opposite sides, drawn as a square again; and the face's sides there."""
    share = rng.uniform(*BARS_SHARE)
    start = int(share * rng.choice([0.5, rng.random()]) * KEPT_SIZE)
    length = int((1 - share) * KEPT_SIZE)
    barred = np.full_like(frame, rng.integers(BARS_LUMA))
    left, top, right, bottom = sides

    def moved(side):
        return (start + side * length) / KEPT_SIZE

    if rng.random() < 0.5:
        barred[:, start : start + length] = cv2.resize(frame, (length, KEPT_SIZE), interpolation=cv2.INTER_AREA)
        return barred, (moved(left), top, moved(right), bottom)
    barred[start : start + length] = cv2.resize(frame, (KEPT_SIZE, length), interpolation=cv2.INTER_AREA)
    return barred, (left, moved(top), right, moved(bottom))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--records", required=True, help="of the data folder; see records.py")
    parser.add_argument("--teachers", default="[]", help="JSON: list of file and boxes; see teachers.py")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    cv2.setNumThreads(0)
    teachers = [Teacher(**teacher) for teacher in json.loads(args.teachers)]
    records = read_records(args.data, args.records)
    os.makedirs(args.out, exist_ok=True)
    frames = np.empty((len(records), KEPT_SIZE, KEPT_SIZE, 3), np.uint8)
    with open(os.path.join(args.out, "scenes.jsonl"), "w") as entries:
        for place, row in enumerate(records):
            picture = read_picture(row)
            frames[place] = cv2.resize(picture, (KEPT_SIZE, KEPT_SIZE), interpolation=cv2.INTER_AREA)
            entry = {name: row[name] for name in ("source", "split", "session", "live")}
            entry |= {"way": "frame", "made": False, "sides": [round(side, 4) for side in face_sides(row["face"], picture)]}
            if teachers:
                entry["teacher"] = round(float(np.mean([teacher.logit(picture, row["face"]) for teacher in teachers])), 3)
            entries.write(json.dumps(entry) + "\n")
    np.save(os.path.join(args.out, "scenes.npy"), frames)


if __name__ == "__main__":
    main()
