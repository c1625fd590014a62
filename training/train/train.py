"""Trains one branch of the liveness net on a pool of crops, and scores the pictures that were left out.

Run by `npm run pad:train`, which finds Python, locates the faces and draws the pool.
"""

import argparse
import copy
import json
import math
import os
import time

import cv2
import numpy as np
import torch
from torch import nn

from backbone import read_backbone
from batches import MEAN, STD, Pool
from crop import crop_box, face_cells, face_sides, whole_frame
from net import LivenessNet
from pool import MARGIN
from records import read_picture, read_records
from scenes import Scenes

#: Pictures in each step.
BATCH = 48
#: Learning rates of the weights that start from the backbone, and of those that start at random.
TRUNK_RATE, HEAD_RATE = 1e-3, 3e-3
WEIGHT_DECAY = 0.05
WARM_UP = 60
EMA = 0.99


def train(net, draws, args, rng):
    """draws: a Pool or Scenes. Returns a net with the running average of the weights."""
    average = copy.deepcopy(net).eval()
    trunk = [parameter for _, _, unit in net.trunk() for parameter in unit.parameters()]
    head = [*net.features.parameters(), *net.classifier.parameters()]
    rates = {"trunk": TRUNK_RATE if net.has_start else HEAD_RATE, "head": HEAD_RATE}
    groups = [{"params": trunk, "rate": rates["trunk"]}, {"params": head, "rate": rates["head"]}]
    optimizer = torch.optim.AdamW(groups, lr=HEAD_RATE, weight_decay=WEIGHT_DECAY)
    started, total = time.time(), 0.0
    net.train()
    for step in range(args.steps):
        share = min(1.0, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / args.steps))
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * share
        (x, *rest), targets = draws.draw(BATCH, rng)
        loss = nn.functional.binary_cross_entropy_with_logits(net(normalise(x), *rest), targets)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        follow(average, net, min(EMA, (1 + step) / (10 + step)))
        total += loss.item()
        if (step + 1) % 200 == 0 or step + 1 == args.steps:
            print(f"{args.name}: step {step + 1} of {args.steps}, loss {total / (step % 200 + 1):.4f}, "
                  f"{time.time() - started:.0f} s", flush=True)
            total = 0.0
    return average


def normalise(x):
    # Channels last: faster on a CPU.
    return ((x - MEAN) / STD).contiguous(memory_format=torch.channels_last)


def follow(average, net, decay):
    with torch.no_grad():
        for kept, value in zip(average.state_dict().values(), net.state_dict().values()):
            if value.dtype.is_floating_point:
                kept.lerp_(value, 1 - decay)
            else:
                kept.copy_(value)


def score(net, records, spec):
    """Logits of the records' pictures, without augmentation, in order."""
    logits = []
    with torch.no_grad():
        for start in range(0, len(records), 128):
            pictures, sides = [], []
            for row in records[start : start + 128]:
                picture = read_picture(row)
                pictures.append(whole_frame(picture, spec["size"]) if net.whole else crop_box(picture, row["face"], **spec))
                sides.append(face_sides(row["face"], picture))
            x = normalise(torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2))
            rest = [torch.from_numpy(face_cells(sides, spec["cells"]))] if net.whole else []
            logits += net(x, *rest).tolist()
    return logits


def write_scores(path, records, logits):
    with open(path, "w") as file:
        for row, logit in zip(records, logits):
            file.write(json.dumps({"path": row["path"], "logit": round(logit, 5)}) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--records", required=True, help="of the data folder; see records.py")
    parser.add_argument("--pool", required=True, help="as drawn by pool.py, or scenes.py for the whole frame")
    parser.add_argument("--out", required=True, help="folder for NAME.pt and NAME.scores.jsonl")
    parser.add_argument("--name", required=True, help="of the branch, and of its crops in the pool")
    parser.add_argument("--spec", required=True, help="JSON of the crop: size, boxes; of the whole frame: size, cells")
    parser.add_argument("--backbone", default="", help="weights to start from, without extension; see backbone.py. Without: random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--hold-out", default="[]", help="JSON: sources to leave out and score; without any, split val")
    args = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(0)
    records = read_records(args.data, args.records)
    held = set(json.loads(args.hold_out))

    def is_held(row):
        return row["source"] in held if held else row["split"] == "val"

    torch.manual_seed(args.seed)
    spec = json.loads(args.spec)
    net = LivenessNet(whole="cells" in spec)
    if args.backbone:
        net.start_from(read_backbone(args.backbone))
    net = net.to(memory_format=torch.channels_last)
    rng = np.random.default_rng(args.seed)

    # Portraits show many more people than any data folder and share no rooms with it, so no fold leaves them out.
    def is_learnt(row):
        return row["way"] == "portrait" or not is_held(row)

    if net.whole:
        draws = Scenes(args.pool, spec["size"], spec["cells"], is_learnt)
    else:
        draws = Pool(args.pool, args.name, spec["size"], MARGIN, is_learnt)
    net = train(net, draws, args, rng)
    os.makedirs(args.out, exist_ok=True)
    torch.save({"state": net.state_dict(), "spec": spec}, os.path.join(args.out, f"{args.name}.pt"))
    unseen = [row for row in records if is_held(row)]
    write_scores(os.path.join(args.out, f"{args.name}.scores.jsonl"), unseen, score(net, unseen, spec))


if __name__ == "__main__":
    main()
