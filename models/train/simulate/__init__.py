"""Presentation attacks made of bona fide frames: a picture of a face is put on a medium, and the medium is seen again.

`recapture` makes the attack, `camera` is what every camera does to every frame, bona fide or attack. Only the first may
tell the classes apart, so live frames go through the second just as attacks do. Needs numpy and OpenCV, nothing else.
"""

from .camera import camera
from .recapture import recapture

__all__ = ["camera", "recapture"]
