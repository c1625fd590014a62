"""Nets of others that score what a student is to learn from: Minivision's Silent-Face-Anti-Spoofing, as ONNX files.

They see 80 x 80 BGR of 0..255, on so many face boxes that stay inside the picture, and give three logits, of which the
second stands for bona fide. Run by OpenCV.
"""

import cv2
import numpy as np

from crop import crop_box

SIZE = 80


class Teacher:
    def __init__(self, file, boxes):
        self.net = cv2.dnn.readNetFromONNX(file)
        self.boxes = boxes

    def logit(self, image, geometry):
        """Of bona fide against both kinds of attack."""
        crop = crop_box(image, geometry, SIZE, self.boxes) * 255
        self.net.setInput(cv2.dnn.blobFromImage(crop, swapRB=True))
        attack, live, other = self.net.forward().ravel()
        return live - np.logaddexp(attack, other)
