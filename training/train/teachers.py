"""Published nets that score the training pictures: Minivision's Silent-Face-Anti-Spoofing, as ONNX files, run by OpenCV.

Input: 80 x 80 BGR, 0..255, of `boxes` face boxes inside the picture (crop_box). Output: three logits; the second is bona fide.
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
        """Logit of bona fide against both kinds of attack. image: HxWx3 uint8 RGB; geometry as for crop_face."""
        crop = crop_box(image, geometry, SIZE, self.boxes) * 255
        self.net.setInput(cv2.dnn.blobFromImage(crop, swapRB=True))
        attack, live, other = self.net.forward().ravel()
        return live - np.logaddexp(attack, other)
