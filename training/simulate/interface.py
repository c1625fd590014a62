"""Controls that a screen shows over a picture: status bar, buttons, progress. They do not cover the face."""

import cv2
import numpy as np


def draw_interface(picture, rng):
    """picture: uint8 RGB. Returns a copy with the controls of a player, a call or a gallery."""
    picture = np.ascontiguousarray(picture).copy()
    height, width = picture.shape[:2]
    ink = (245, 245, 245) if rng.random() < 0.7 else (20, 20, 20)
    if rng.random() < 0.6:
        top_bar(picture, ink, rng)
    if rng.random() < 0.5:
        y, radius = round(height * rng.uniform(0.85, 0.95)), round(width * rng.uniform(0.02, 0.045))
        colours = [(225, 60, 50), (60, 190, 90), (240, 240, 240), (70, 70, 70)]
        for share in np.linspace(0.2, 0.8, int(rng.integers(2, 5))):
            colour = colours[int(rng.integers(len(colours)))]
            cv2.circle(picture, (round(width * share), y), radius, colour, -1, cv2.LINE_AA)
    else:
        y = round(height * rng.uniform(0.86, 0.97))
        cv2.line(picture, (round(width * 0.1), y), (round(width * 0.9), y), (150, 150, 150), 2)
        cv2.line(picture, (round(width * 0.1), y), (round(width * rng.uniform(0.2, 0.8)), y), (225, 60, 50), 2)
    return picture


def top_bar(picture, ink, rng):
    height, width = picture.shape[:2]
    bottom = round(height * rng.uniform(0.05, 0.13))
    if rng.random() < 0.5:
        ground = 255 - ink[0]
        cv2.rectangle(picture, (0, 0), (width, bottom), (ground, ground, ground), -1)
    size = bottom / 45
    clock = f"{int(rng.integers(1, 24))}:{int(rng.integers(10, 60))}"
    cv2.putText(picture, clock, (round(width * 0.04), round(bottom * 0.8)), 0, size, ink, 1, cv2.LINE_AA)
    for share in (0.84, 0.89, 0.94):
        left, side = round(width * share), max(2, round(bottom * 0.22))
        cv2.rectangle(picture, (left, round(bottom * 0.35)), (left + side, round(bottom * 0.35) + side), ink, -1)
