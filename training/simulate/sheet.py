"""A contact sheet: bona fide frames, the same after the simulated camera, and attacks made from them, with labels.

Run by `npm run pad:sheet`, which locates the faces: `--data`, `--records`, `--out`, `--seed`, `--rows`.
"""

import argparse
import textwrap

import cv2
import numpy as np

from records import read_picture, read_records
from simulate import EXTENT, camera, recapture

REGION = 330
SHOWN = 220
CAPTION = 44
COLUMNS = ["live", "camera", "camera", "no edge", "no edge", "no edge", "edges", "edges", "edges"]


def main():
    parser = argparse.ArgumentParser()
    for name in ("data", "records", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=12)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    frames = [row for row in read_records(args.data, args.records) if row["live"]]
    chosen = rng.choice(len(frames), min(args.rows, len(frames)), replace=False)
    regions = [read_region(frames[index]) for index in chosen]
    rows = [draw_row(region, regions[index - 1], rng) for index, region in enumerate(regions)]
    if not cv2.imwrite(args.out, np.vstack(rows)):
        raise SystemExit(f"Could not write {args.out}")
    print(f"{len(rows)} live frames, {len(COLUMNS)} columns: {args.out}")


def read_region(record):
    """REGION x REGION float32 RGB, 0..1, around the face, scaled down or up to that size."""
    image = read_picture(record)
    center_x, center_y, scale, _ = record["face"]
    half = EXTENT * scale / 2
    left, top = round(center_x - half), round(center_y - half)
    side = round(2 * half)
    # Mirrored beyond the frame's border: a repeated border would give stripes, which real pictures do not have.
    columns, rows = (np.arange(start, start + side) for start in (left, top))
    columns, rows = (mirror(index, size) for index, size in ((columns, image.shape[1]), (rows, image.shape[0])))
    region = np.ascontiguousarray(image[np.ix_(rows, columns)])
    flags = cv2.INTER_AREA if side > REGION else cv2.INTER_LINEAR
    return cv2.resize(region, (REGION, REGION), interpolation=flags).astype(np.float32) / 255


def mirror(index, size):
    index = np.mod(index, 2 * size - 2)
    return np.where(index < size, index, 2 * size - 2 - index)


def draw_row(region, background, rng):
    cells = []
    for column in COLUMNS:
        if column == "live":
            picture, facts = region, {"medium": "live"}
        elif column == "camera":
            picture, facts = camera(region, rng), {"medium": "live", "camera": True}
        else:
            picture, facts = recapture(region, background, rng, edges=column == "edges")
            # Half of the attacks without the camera's effects, half as the net gets them.
            if rng.random() < 0.5:
                picture, facts = camera(picture, rng), {**facts, "camera": True}
        cells.append(draw_cell(picture, facts))
    return np.hstack(cells)


def draw_cell(picture, facts):
    small = cv2.resize(picture, (SHOWN, SHOWN), interpolation=cv2.INTER_AREA)
    cell = np.full((SHOWN + CAPTION, SHOWN, 3), 255, np.uint8)
    cell[:SHOWN] = cv2.convertScaleAbs(small[..., ::-1], alpha=255)
    for line, part in enumerate(textwrap.wrap(label_of(facts), 40)[:3]):
        cv2.putText(cell, part, (3, SHOWN + 12 + line * 13), cv2.FONT_HERSHEY_SIMPLEX, 0.33, (0, 0, 0), 1, cv2.LINE_AA)
    return cell


def label_of(facts):
    """The medium first, then facts: flags that are true by name, values with their name; flags that are false are left out."""
    words = [str(facts["medium"])]
    for name, value in facts.items():
        if value is True:
            words.append(name)
        elif isinstance(value, list):
            words.extend(value)
        elif value is not False and name != "medium":
            words.append(f"{name} {value}")
    return ", ".join(words)


if __name__ == "__main__":
    main()
