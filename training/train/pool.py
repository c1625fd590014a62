"""A pool of crops as cameras and media make them, drawn once and kept: every net of a cross-validation learns from it.

Run by `npm run pad:train`, in parts, so that all cores help. Writes NAME-PART.npy (N x size x size x 3, uint8 RGB) for each
crop and entries-PART.jsonl, a line for each: what the trainer must know of it.
"""

import argparse
import json
import math
import os

import cv2
import numpy as np

from crop import crop_face
from records import read_picture, read_records
from simulate import EXTENT, camera, recapture, wear

#: Pixels to a unit of scale at the sensor, log-uniform for both classes alike: in most data folders attacks are smaller
#: than faces, and a net would learn who is blurred.
SENSOR = (24, 46)
#: How often each frame of the data folder is drawn by the simulated camera; and each bona fide picture as content of made
#: attacks and as their bona fide counterpart: portraits, or without any the data folder's own.
DRAWS = {"camera": 4, "made": (2, 3), "portrait": (24, 36)}
#: Their numbers seed the draws.
WAYS = {"camera": 1, "made": 2, "portrait": 3}
#: Crops that no camera touched, so that the net meets frames as they are.
UNTOUCHED = 0.04


def cut_frame(image, geometry, rng):
    """Where a frame ends, a crop repeats its border. Bona fide faces are nearer and show it more: here both do."""
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
    """The surroundings of the face on a sensor: float32 RGB, 0..1, the face upright in its middle; and its scale there."""
    own = geometry[2]
    scale = math.exp(rng.uniform(math.log(SENSOR[0]), math.log(SENSOR[1])))
    # More pixels than the picture has would show nothing but its own blur.
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


def draw_crops(region, scale, specs, rng):
    """Detectors differ by some pixels, and people move: the net must not depend on the exact place."""
    picture = np.clip(region * 255 + 0.5, 0, 255).astype(np.uint8)
    middle = picture.shape[0] / 2 - 0.5
    place = (middle + rng.normal(0, 0.06) * scale, middle + rng.normal(0, 0.06) * scale)
    geometry = (*place, scale * math.exp(rng.normal(0, 0.09)), 0.0)
    return [(crop_face(picture, geometry, **spec) * 255 + 0.5).astype(np.uint8) for spec in specs]


def jobs_of(records):
    """(record's index, way, whether an attack is to be made of it, which draw)."""
    jobs = []
    has_portraits = any(row["portrait"] for row in records)
    for index, row in enumerate(records):
        if not row["portrait"]:
            jobs += [(index, "camera", False, draw) for draw in range(DRAWS["camera"])]
        if row["live"] and row["portrait"] == has_portraits:
            way = "portrait" if has_portraits else "made"
            for attack, count in enumerate(DRAWS[way]):
                jobs += [(index, way, attack == 1, draw) for draw in range(count)]
    return jobs


def entry_of(row, way, attack):
    return {
        "source": row["source"],
        "split": row["split"],
        "session": row["session"],
        "way": way,
        "live": row["live"] and not attack,
        "anchor": row["anchor"] if way == "camera" else None,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--records", required=True, help="of the data folder; see records.py")
    parser.add_argument("--portraits", default="", help="folder of portraits, all bona fide; none without it")
    parser.add_argument("--portrait-records", default="")
    parser.add_argument("--crops", required=True, help="JSON: name to size, extent, drop")
    parser.add_argument("--out", required=True)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--seed", type=int, required=True)
    args = parser.parse_args()
    cv2.setNumThreads(0)
    specs = json.loads(args.crops)
    records = read_records(args.data, args.records)
    if args.portraits:
        records += read_records(args.portraits, args.portrait_records, portraits=True)
    # Every part gets a share of every record, so that all take equally long; a record's picture is read once.
    jobs = jobs_of(records)[args.part :: args.parts]
    os.makedirs(args.out, exist_ok=True)
    arrays = [
        np.lib.format.open_memmap(
            os.path.join(args.out, f"{name}-{args.part}.npy"), "w+", np.uint8, (len(jobs), spec["size"], spec["size"], 3)
        )
        for name, spec in specs.items()
    ]
    last, picture = -1, None
    with open(os.path.join(args.out, f"entries-{args.part}.jsonl"), "w") as entries:
        for place, (index, way, attack, draw) in enumerate(jobs):
            row = records[index]
            if index != last:
                last, picture = index, read_picture(row)
            rng = np.random.default_rng([args.seed, index, WAYS[way], int(attack), draw])
            region, scale = draw_region(picture, row["face"], way, attack, rng)
            for array, crop in zip(arrays, draw_crops(region, scale, specs.values(), rng)):
                array[place] = crop
            entries.write(json.dumps(entry_of(row, way, attack)) + "\n")
            if (place + 1) % 4000 == 0:
                print(f"Pool, part {args.part + 1} of {args.parts}: {place + 1} of {len(jobs)}", flush=True)
    for array in arrays:
        array.flush()


if __name__ == "__main__":
    main()
