"""Presentation attacks made of bona fide frames: a picture of a face is put on a medium, and the medium is seen again.

`recapture` makes the attack, `camera` is what every camera does to every frame, bona fide or attack, and `wear` takes from
bona fide frames what a recapture costs besides. Only the medium may tell the classes apart, so live frames go through
`wear` and `camera` as attacks go through `recapture` and `camera`. Needs numpy and OpenCV, nothing else.
"""

from .camera import camera, wear
from .plane import EXTENT
from .recapture import recapture

__all__ = ["EXTENT", "camera", "recapture", "wear"]
