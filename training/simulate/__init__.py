"""Presentation attacks made of bona fide frames: a picture of a face is shown on a medium, and the medium is recorded.

`recapture` makes the attack. `camera` applies the effects of a camera to a frame, bona fide or attack. `wear` takes from bona
fide frames the sharpness, contrast and colour that any recapture loses. Only the medium may distinguish the classes, so bona
fide frames go through `wear` and `camera`, and attacks through `recapture` and `camera`. Needs only numpy and OpenCV.
"""

from .camera import camera, wear
from .plane import EXTENT
from .recapture import recapture

__all__ = ["EXTENT", "camera", "recapture", "wear"]
