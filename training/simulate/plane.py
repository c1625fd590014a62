"""Where the medium lies in the view: every camera pixel's place on the flat medium, and the medium's outline.

Lengths are in pixels of the region, positions relative to its middle, which is the middle of the face.
"""

import numpy as np

#: Side of every region, in units of eyes to mouth: the widest crop and its jitter. Callers of `recapture` cut regions so.
EXTENT = 7.4
#: The side for which media are drawn, in the same units. Smaller than EXTENT, so that media are an eighth larger and more of
#: their edges lie outside the crop. Drawn true to size, the one seed that was tried gave a worse net (training/experiments.md).
DRAWN_FOR = 6.6


class Plane:
    """`x`, `y`: HxW, the point of the medium that each pixel sees. `unit`: eyes to mouth in pixels."""

    def __init__(self, x, y, unit, tilt):
        self.x, self.y, self.unit, self.tilt = x, y, unit, tilt

    @property
    def shape(self):
        return self.x.shape


def draw_plane(height, width, rng, tilt=1.0):
    """A medium held by hand: tilted by up to about 25 degrees, rolled a little, seen through a lens with distortion.

    The middle keeps its place, and the scale there changes by a few per cent at most.
    """
    half = max(height, width) / 2
    x = ((np.arange(width, dtype=np.float32) - (width - 1) / 2) / half)[None, :]
    y = ((np.arange(height, dtype=np.float32) - (height - 1) / 2) / half)[:, None]
    lens = np.float32(rng.normal(0, 0.012))
    bend = 1 + lens * (x * x + y * y)
    x, y = x * bend, y * bend
    # Foreshortening by the cosine of the tilt; keystone by the tilt over the distance.
    yaw, pitch = rng.normal(0, 0.16 * tilt, 2).clip(-0.45, 0.45)
    depth = 1 + np.float32(0.45 * np.sin(yaw)) * x + np.float32(0.45 * np.sin(pitch)) * y
    roll, zoom = rng.normal(0, 0.03), np.exp(rng.normal(0, 0.02))
    cos, sin = np.float32(np.cos(roll) / zoom), np.float32(np.sin(roll) / zoom)
    across = (cos * x + sin * y) / depth * np.float32(half / np.cos(yaw) ** 0.5)
    down = (cos * y - sin * x) / depth * np.float32(half / np.cos(pitch) ** 0.5)
    return Plane(across, down, max(height, width) / DRAWN_FOR, (round(float(yaw), 3), round(float(pitch), 3)))


def rectangle_distance(plane, sides, radius, angle=0.0):
    """Signed distance to a rounded rectangle, HxW pixels, negative inside. sides: left, top, right, bottom, from the middle."""
    left, top, right, bottom = (np.float32(side) for side in sides)
    cos, sin, radius = (np.float32(value) for value in (np.cos(angle), np.sin(angle), radius))
    across = np.abs(cos * plane.x + sin * plane.y - (right - left) / 2) - ((left + right) / 2 - radius)
    down = np.abs(cos * plane.y - sin * plane.x - (bottom - top) / 2) - ((top + bottom) / 2 - radius)
    outside = np.hypot(np.maximum(across, 0), np.maximum(down, 0))
    return outside + np.minimum(np.maximum(across, down), 0) - radius


def coverage(distance, softness=1.0):
    """1 inside, 0 outside, linear over `softness` pixels at the edge, as the lens blurs it."""
    return np.clip(0.5 - distance / np.float32(softness), 0, 1)
