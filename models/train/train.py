"""Trains one branch of the liveness net on a pool of crops and scores what it never saw.

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

from batches import MEAN, STD, Pool, vary
from crop import crop_face
from net import LivenessNet
from records import read_picture, read_records

BATCH = 32
WEIGHT_DECAY = 0.05
WARM_UP = 60
EMA = 0.995


def train(pool, args, device, rng):
    torch.manual_seed(args.seed)
    # Channels last: faster on a CPU.
    net = LivenessNet().to(device, memory_format=torch.channels_last)
    average = copy.deepcopy(net).eval()
    groups = [
        {"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in net.parameters() if p.ndim == 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=args.rate)
    started, total = time.time(), 0.0
    for step in range(args.steps):
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(1.0, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / args.steps))
        x, targets = pool.draw(BATCH, rng)
        logits = net(((vary(x, rng) - MEAN) / STD).to(device))
        loss = nn.functional.binary_cross_entropy_with_logits(logits, targets.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        follow(average, net, min(EMA, (1 + step) / (10 + step)))
        total += loss.item()
        if (step + 1) % 1000 == 0 or step + 1 == args.steps:
            print(f"{args.name}: step {step + 1} of {args.steps}, loss {total / (step % 1000 + 1):.4f}, "
                  f"{time.time() - started:.0f} s", flush=True)
            total = 0.0
    return average


def follow(average, net, decay):
    with torch.no_grad():
        for kept, value in zip(average.state_dict().values(), net.state_dict().values()):
            if value.dtype.is_floating_point:
                kept.lerp_(value, 1 - decay)
            else:
                kept.copy_(value)


def score(net, records, spec):
    """Logits of the pictures as they are."""
    logits = []
    with torch.no_grad():
        for start in range(0, len(records), 128):
            crops = [crop_face(read_picture(row), row["geometry"], **spec) for row in records[start : start + 128]]
            x = torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2)
            logits += net((x.contiguous(memory_format=torch.channels_last) - MEAN) / STD).tolist()
    return logits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--landmarks", required=True)
    parser.add_argument("--pool", required=True, help="as drawn by pool.py")
    parser.add_argument("--out", required=True, help="folder for NAME.pt and NAME.scores.jsonl")
    parser.add_argument("--name", required=True, help="of the branch and of its crops in the pool")
    parser.add_argument("--spec", required=True, help="crop as JSON: size, extent, drop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--chain", choices=("ordinary", "camera"), required=True, help="which of the pool's crops; see pool.py")
    parser.add_argument("--simulated", type=float, required=True, help="share of the attacks, 0..1; see records.py")
    parser.add_argument("--hold-out", default="", help="sources (comma) to leave out and score; else split val is")
    args = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    records = read_records(args.data, args.landmarks)
    held = {name for name in args.hold_out.split(",") if name}
    unknown = held - {row["source"] for row in records}
    if unknown:
        raise SystemExit(f"No such source: {sorted(unknown)}")

    def is_held(row):
        return row["source"] in held if held else row["split"] == "val"

    def is_used(entry):
        wanted = entry["chain"] == args.chain and (args.simulated > 0 or entry["group"] == "frame")
        return wanted and (entry["group"] == "portrait" or not is_held(entry))

    pool = Pool(args.pool, args.name, args.simulated, is_used)
    net = train(pool, args, device, np.random.default_rng(args.seed)).to("cpu")
    os.makedirs(args.out, exist_ok=True)
    saved = {"state": net.state_dict(), "spec": json.loads(args.spec)}
    torch.save(saved, os.path.join(args.out, f"{args.name}.pt"))
    unseen = [row for row in records if is_held(row)]
    with open(os.path.join(args.out, f"{args.name}.scores.jsonl"), "w") as file:
        for row, logit in zip(unseen, score(net, unseen, saved["spec"])):
            file.write(json.dumps({"path": row["path"], "logit": round(logit, 5)}) + "\n")


if __name__ == "__main__":
    main()
