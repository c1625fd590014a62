"""Trains one branch of the liveness net and scores what it never saw.

Run by `npm run pad:train`, which finds Python and prepares the landmarks.
"""

import argparse
import copy
import json
import math
import os
import time

import cv2
import torch
from torch import nn
from torch.utils.data import DataLoader, WeightedRandomSampler

from data import Crops, load_images, read_records, weights_of
from net import LivenessNet

BATCH = 64
LEARNING_RATE = 3e-3
WEIGHT_DECAY = 0.03
EMA = 0.995


def train(records, spec, seed, epochs, frames, report):
    torch.manual_seed(seed)
    # Channels last: twice as fast on a CPU.
    net = LivenessNet().to(memory_format=torch.channels_last)
    average = copy.deepcopy(net)
    groups = [
        {"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in net.parameters() if p.ndim == 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=LEARNING_RATE)
    sampler = WeightedRandomSampler(weights_of(records), frames, generator=torch.Generator().manual_seed(seed))
    loader = DataLoader(
        Crops(records, spec, True, seed), BATCH, sampler=sampler, num_workers=1, drop_last=True, prefetch_factor=4,
        generator=torch.Generator().manual_seed(seed),
    )
    steps, step = epochs * len(loader), 0
    for epoch in range(epochs):
        started, total = time.time(), 0.0
        net.train()
        for crops, targets in loader:
            warm = min(1.0, (step + 1) / 100)
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * warm * 0.5 * (1 + math.cos(math.pi * step / steps))
            logits = net(crops.contiguous(memory_format=torch.channels_last))
            loss = nn.functional.binary_cross_entropy_with_logits(logits, targets)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            follow(average, net, min(EMA, (1 + step) / (10 + step)))
            total += loss.item()
            step += 1
        report(epoch, total / len(loader), time.time() - started, average)
    return average.eval()


def follow(average, net, decay):
    with torch.no_grad():
        for name, value in net.state_dict().items():
            kept = average.state_dict()[name]
            if value.dtype.is_floating_point:
                kept.lerp_(value, 1 - decay)
            else:
                kept.copy_(value)


def score(net, records, spec):
    net.eval()
    logits = []
    with torch.no_grad():
        for crops, _ in DataLoader(Crops(records, spec, False), 128):
            logits.extend(net(crops).tolist())
    return logits


def auc(scores, records):
    """Chance that a bona fide frame scores above an attack."""
    order = sorted(zip(scores, (row["live"] for row in records)))
    live = sum(1 for _, is_live in order if is_live)
    below, pairs = 0, 0
    for _, is_live in order:
        if is_live:
            pairs += below
        else:
            below += 1
    return pairs / max(1, live * (len(order) - live))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--landmarks", required=True)
    parser.add_argument("--out", required=True, help="folder for <name>.pt and <name>.scores.jsonl")
    parser.add_argument("--name", required=True)
    parser.add_argument("--spec", required=True, help="crop as JSON: size, extent, drop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--frames", type=int, default=3200, help="drawn in each epoch")
    parser.add_argument("--hold-out", default="", help="train sources (comma) to leave out and score instead of val")
    args = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(0)
    spec = json.loads(args.spec)
    records = read_records(args.data, args.landmarks)
    held = {name for name in args.hold_out.split(",") if name}
    known = {row["source"] for row in records if row["split"] == "train"}
    if not held <= known:
        raise SystemExit(f"Not a train source: {sorted(held - known)}")
    fit = [row for row in records if row["split"] == "train" and row["source"] not in held]
    unseen = [row for row in records if (row["source"] in held if held else row["split"] == "val")]
    load_images(args.data, fit + unseen)

    def report(epoch, loss, seconds, net):
        line = f"{args.name} epoch {epoch + 1}/{args.epochs} loss {loss:.4f} {seconds:.0f} s"
        if (epoch + 1) % 4 == 0 or epoch + 1 == args.epochs:
            line += f" unseen AUC {auc(score(net, unseen, spec), unseen):.4f}"
        print(line, flush=True)

    net = train(fit, spec, args.seed, args.epochs, args.frames, report)
    os.makedirs(args.out, exist_ok=True)
    torch.save({"state": net.state_dict(), "spec": spec}, os.path.join(args.out, f"{args.name}.pt"))
    with open(os.path.join(args.out, f"{args.name}.scores.jsonl"), "w") as file:
        for row, logit in zip(unseen, score(net, unseen, spec)):
            file.write(json.dumps({"path": row["path"], "logit": round(logit, 5)}) + "\n")


if __name__ == "__main__":
    main()
