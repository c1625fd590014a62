"""A pool of crops with simulated cameras and media, drawn once: every net of a cross-validation is trained on it.
The teachers score each picture when it is drawn.

Run by `npm run pad:train`, in parts, to use all cores. Writes NAME-PART.npy (N x 96 x 96 x 3, uint8 RGB) for each crop, and
entries-PART.jsonl with a line for each of the N: source, split, session, way, made, live, and the teachers' logit.
"""

import argparse
import json
import math
import os

import cv2
import numpy as np

from crop import crop_box, crop_face
from records import read_picture, read_records
from simulate import EXTENT, camera, recapture, wear
from teachers import Teacher

#: Pixels of a unit of scale at the sensor, log-uniform and the same for both classes: in most data folders attacks are smaller
#: than bona fide faces, and a net would learn blur instead.
SENSOR = (24, 46)
#: Draws of each record: (in its own class, as content of a simulated attack). Frames of the data folder as they are, and through the
#: simulated camera; bona fide frames as content; portraits, which are bona fide, as both.
DRAWS = {"frame": (5, 0), "camera": (2, 0), "made": (0, 2), "portrait": (36, 60)}
#: Number of each way in the seed of a draw.
WAYS = {"frame": 0, "camera": 1, "made": 2, "portrait": 3}
#: Share of crops without the simulated camera, so that the net also gets pictures as they are.
UNTOUCHED = 0.04
#: Kept crops are this many times as wide as the net's input, and KEPT_SIZE pixels on each side, so that batches.py can move them.
MARGIN = 1.05
KEPT_SIZE = 96


def cut_frame(image, geometry, rng):
    """Cuts the frame near the face at random, for both classes. A region repeats the border where a frame ends, and bona fide
    faces, which are nearer, would show that more often without this. Returns the frame and the geometry in it."""
    if rng.random() > 0.45:
        return image, geometry
    center_x, center_y, scale, roll = geometry
    height, width = image.shape[:2]
    left, top, right, bottom = 0, 0, width, height
    if rng.random() < 0.5:
        bottom = int(min(height, center_y + scale * rng.uniform(1.3, 3.2)))
    if rng.random() < 0.35:
        left = int(max(0, center_x - scale * rng.uniform(1.1, 3.2)))
    if rng.random() < 0.35:
        right = int(min(width, center_x + scale * rng.uniform(1.1, 3.2)))
    if rng.random() < 0.3:
        top = int(max(0, center_y - scale * rng.uniform(1.3, 3.2)))
    if right - left < 24 or bottom - top < 24:
        return image, geometry
    return image[top:bottom, left:right], (center_x - left, center_y - top, scale, roll)


def draw_region(image, geometry, way, attack, rng):
    """The face and its surroundings as a sensor records them: float32 RGB, 0..1, EXTENT scales wide, the face upright in the
    middle; and the scale there, in pixels."""
    own = geometry[2]
    scale = math.exp(rng.uniform(math.log(SENSOR[0]), math.log(SENSOR[1])))
    # Enlarging the picture beyond its own resolution would only blur it.
    scale = float(np.clip(scale, 20, max(own * 1.25, 26)))
    side = int(EXTENT * scale)
    cut, (center_x, center_y, own, roll) = cut_frame(image, geometry, rng)
    region = crop_face(cut, (center_x, center_y, own, roll + rng.normal(0, 0.08)), side, EXTENT, 0)
    if attack:
        height, width = image.shape[:2]
        middle = (width * rng.uniform(0.2, 0.8), height * rng.uniform(0.2, 0.8))
        room = crop_face(image, (*middle, own * rng.uniform(0.6, 1.5), rng.normal(0, 0.05)), side, EXTENT, 0)
        region, _ = recapture(region, room, rng)
    elif way != "camera":
        region = wear(region, rng)
    return region if rng.random() < UNTOUCHED else camera(region, rng), scale


def draw_picture(image, geometry, way, attack, rng):
    """A picture (uint8 RGB) with the face in it, and the face's geometry there, with a random error like that of detectors."""
    if way == "frame":
        center_x, center_y, scale = geometry[:3]
    else:
        region, scale = draw_region(image, geometry, way, attack, rng)
        image = np.clip(region * 255 + 0.5, 0, 255).astype(np.uint8)
        center_x = center_y = image.shape[0] / 2 - 0.5
    place = (center_x + rng.normal(0, 0.12) * scale, center_y + rng.normal(0, 0.12) * scale)
    return image, (*place, scale * math.exp(rng.normal(0, 0.1)), 0.0)


def jobs_of(records):
    """Tuples: index of the record, way, whether an attack is made of it, number of the draw."""
    jobs = []
    for index, row in enumerate(records):
        for way, counts in DRAWS.items():
            if (way == "portrait") == row["portrait"]:
                for attack, count in enumerate(counts):
                    if attack == 0 or row["live"]:
                        jobs += [(index, way, attack == 1, draw) for draw in range(count)]
    return jobs


def entry_of(row, way, attack):
    return {
        "source": row["source"],
        "split": row["split"],
        "session": row["session"],
        "way": way,
        "made": attack or way == "portrait",
        "live": row["live"] and not attack,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--records", required=True, help="of the data folder; see records.py")
    parser.add_argument("--portraits", default="", help="folder of portraits, all bona fide; none without it")
    parser.add_argument("--portrait-records", default="")
    parser.add_argument("--crops", required=True, help="JSON: name to boxes")
    parser.add_argument("--teachers", default="[]", help="JSON: list of file and boxes; see teachers.py")
    parser.add_argument("--out", required=True)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--seed", type=int, required=True)
    args = parser.parse_args()
    cv2.setNumThreads(0)
    crops = json.loads(args.crops)
    teachers = [Teacher(**teacher) for teacher in json.loads(args.teachers)]
    records = read_records(args.data, args.records)
    if args.portraits:
        records += read_records(args.portraits, args.portrait_records, portraits=True)
    # Each part gets some jobs of every record, so that all parts take equally long. A part reads each record's picture once.
    jobs = jobs_of(records)[args.part :: args.parts]
    os.makedirs(args.out, exist_ok=True)
    shape = (len(jobs), KEPT_SIZE, KEPT_SIZE, 3)
    arrays = {
        name: np.lib.format.open_memmap(os.path.join(args.out, f"{name}-{args.part}.npy"), "w+", np.uint8, shape)
        for name in crops
    }
    last, picture = -1, None
    with open(os.path.join(args.out, f"entries-{args.part}.jsonl"), "w") as entries:
        for place, (index, way, attack, draw) in enumerate(jobs):
            row = records[index]
            if index != last:
                last, picture = index, read_picture(row)
            rng = np.random.default_rng([args.seed, index, WAYS[way], int(attack), draw])
            drawn, face = draw_picture(picture, row["face"], way, attack, rng)
            for name, boxes in crops.items():
                kept = crop_box(drawn, face, KEPT_SIZE, boxes * MARGIN)
                arrays[name][place] = (kept * 255 + 0.5).astype(np.uint8)
            entry = entry_of(row, way, attack)
            if teachers:
                entry["teacher"] = round(float(np.mean([teacher.logit(drawn, face) for teacher in teachers])), 3)
            entries.write(json.dumps(entry) + "\n")
            if (place + 1) % 4000 == 0:
                print(f"Pool, part {args.part + 1} of {args.parts}: {place + 1} of {len(jobs)}", flush=True)
    for array in arrays.values():
        array.flush()


if __name__ == "__main__":
    main()
