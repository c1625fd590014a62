/**
 * A flat picture in somebody's hands before a camera: where each pixel of the camera falls on the paper, which is turned,
 * moved, and bent as paper bends (around one axis). Nothing but geometry: the best case for the attack, without glare.
 */

/** 8-bit RGB without padding. */
export interface Picture {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Lengths in widths of the paper, angles in radians. */
export interface Hold {
  readonly x: number;
  readonly y: number;
  /** From the camera. */
  readonly distance: number;
  /** Turned around its upright axis, around its level axis, and in its plane. */
  readonly turn: number;
  readonly tilt: number;
  readonly roll: number;
  /** Half the angle that the paper spans when bent: 0 is flat, positive brings its middle nearer. */
  readonly bend: number;
  readonly bendAxis: 'upright' | 'level';
}

/** Focal length in widths of the camera's picture: a webcam of about 60 degrees. */
const FOCAL = 0.85;
const WALL = 168;

/** What a camera of that size sees. */
export const photograph = (paper: Picture, hold: Hold, width: number, height: number): Picture => {
  const data = new Uint8Array(width * height * 3).fill(WALL);
  const toPaper = rotationTo(hold);
  const hit = surfaceOf(hold, paper.height / paper.width);
  // The camera's place in the paper's own axes.
  const eye = toPaper([-hold.x, -hold.y, -hold.distance]);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const ray = toPaper([(column + 0.5 - width / 2) / width, (row + 0.5 - height / 2) / width, FOCAL]);
      const place = hit(eye, ray);
      if (place !== null) {
        read(
          paper,
          (place[0] + 0.5) * paper.width,
          0.5 * paper.height + place[1] * paper.width,
          data,
          (row * width + column) * 3,
        );
      }
    }
  }
  return { data, width, height, channels: 3 };
};

type Vector = readonly [x: number, y: number, z: number];

const rotationTo = ({ turn, tilt, roll }: Hold): ((vector: Vector) => Vector) => {
  const [sinTurn, cosTurn] = [Math.sin(turn), Math.cos(turn)];
  const [sinTilt, cosTilt] = [Math.sin(tilt), Math.cos(tilt)];
  const [sinRoll, cosRoll] = [Math.sin(roll), Math.cos(roll)];
  return ([x, y, z]) => {
    const turned = [x * cosTurn - z * sinTurn, y, x * sinTurn + z * cosTurn] as const;
    const tilted = [
      turned[0],
      turned[1] * cosTilt + turned[2] * sinTilt,
      turned[2] * cosTilt - turned[1] * sinTilt,
    ] as const;
    return [tilted[0] * cosRoll + tilted[1] * sinRoll, tilted[1] * cosRoll - tilted[0] * sinRoll, tilted[2]];
  };
};

/** Where a ray meets the paper, in widths from its middle along the paper; null when it passes by. */
const surfaceOf = (
  { bend, bendAxis }: Hold,
  aspect: number,
): ((eye: Vector, ray: Vector) => readonly [number, number] | null) => {
  const isUpright = bendAxis === 'upright';
  const [along, beside] = isUpright ? [0, 1] : [1, 0];
  const halves: readonly [number, number] = isUpright ? [0.5, aspect / 2] : [aspect / 2, 0.5];
  // Of the cylinder, whose axis lies behind the paper's middle (or before it).
  const radius = Math.abs(bend) < 1e-3 ? Infinity : halves[0] / bend;
  return (eye, ray) => {
    const place = radius === Infinity ? onPlane(eye, ray, along) : onCylinder(eye, ray, along, radius);
    if (place === null || Math.abs(place.along) > halves[0]) {
      return null;
    }
    const other = (eye[beside] ?? 0) + place.reach * (ray[beside] ?? 0);
    if (Math.abs(other) > halves[1]) {
      return null;
    }
    return isUpright ? [place.along, other] : [other, place.along];
  };
};

interface Place {
  readonly along: number;
  readonly reach: number;
}

const onPlane = (eye: Vector, ray: Vector, axis: number): Place | null => {
  const reach = -eye[2] / ray[2];
  return reach > 0 ? { along: (eye[axis] ?? 0) + reach * (ray[axis] ?? 0), reach } : null;
};

const onCylinder = (eye: Vector, ray: Vector, axis: number, radius: number): Place | null => {
  const [x, z] = [eye[axis] ?? 0, eye[2] - radius];
  const [dx, dz] = [ray[axis] ?? 0, ray[2]];
  const [a, b, c] = [dx * dx + dz * dz, x * dx + z * dz, x * x + z * z - radius * radius];
  const root = b * b - a * c;
  if (root < 0) {
    return null;
  }
  // The side that faces the camera: the nearer one of a paper bent towards it, the further one of one bent away.
  const reach = (-b - Math.sign(radius) * Math.sqrt(root)) / a;
  const [atX, atZ] = [x + reach * dx, z + reach * dz];
  return reach > 0 ? { along: Math.abs(radius) * Math.atan2(atX, -Math.sign(radius) * atZ), reach } : null;
};

/** Bilinear. */
const read = ({ data, width, height, channels }: Picture, x: number, y: number, into: Uint8Array, at: number): void => {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x - 0.5)));
  const top = Math.min(height - 2, Math.max(0, Math.floor(y - 0.5)));
  const [right, low] = [Math.min(1, Math.max(0, x - 0.5 - left)), Math.min(1, Math.max(0, y - 0.5 - top))];
  const first = (top * width + left) * channels;
  const below = first + width * channels;
  for (let channel = 0; channel < 3; channel += 1) {
    const upper = (data[first + channel] ?? 0) * (1 - right) + (data[first + channels + channel] ?? 0) * right;
    const lower = (data[below + channel] ?? 0) * (1 - right) + (data[below + channels + channel] ?? 0) * right;
    into[at + channel] = upper * (1 - low) + lower * low;
  }
};
