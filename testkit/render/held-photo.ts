/**
 * A flat picture held in front of a camera: maps each pixel of the camera to the paper, which is turned,
 * moved, and bent around one axis. Geometry only, without glare: the best case for the attack.
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
  /** Distance from the camera. */
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

/** Renders what a camera of that size sees. */
export const photograph = (paper: Picture, hold: Hold, width: number, height: number): Picture => {
  const data = new Uint8Array(width * height * 3).fill(WALL);
  const toPaper = rotationTo(hold);
  const { radius, isUpright, halves } = surfaceOf(hold, paper.height / paper.width);
  // In the paper's axes: the one along which it bends, the one across, and the one towards the camera.
  const [along, beside] = isUpright ? [0, 1] : [1, 0];
  const eye = toPaper([-hold.x, -hold.y, -hold.distance]);
  const corner = toPaper([(0.5 - width / 2) / width, (0.5 - height / 2) / width, FOCAL]);
  const right = toPaper([1 / width, 0, 0]);
  const down = toPaper([0, 1 / width, 0]);
  const at = (axis: number): readonly [number, number, number, number] => [
    eye[axis] ?? 0,
    corner[axis] ?? 0,
    right[axis] ?? 0,
    down[axis] ?? 0,
  ];
  // Plain numbers instead of vectors, for speed: a hundred thousand rays a picture.
  const [eyeAlong, alongStart, alongRight, alongDown] = at(along);
  const [eyeBeside, besideStart, besideRight, besideDown] = at(beside);
  const [eyeDepth, depthStart, depthRight, depthDown] = at(2);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const rayAlong = alongStart + column * alongRight + row * alongDown;
      const rayDepth = depthStart + column * depthRight + row * depthDown;
      const reach =
        radius === Infinity
          ? -eyeDepth / rayDepth
          : reachOfCylinder(eyeAlong, eyeDepth - radius, rayAlong, rayDepth, radius);
      if (!(reach > 0)) {
        continue;
      }
      const hit = eyeAlong + reach * rayAlong;
      const onAlong =
        radius === Infinity
          ? hit
          : Math.abs(radius) * Math.atan2(hit, -Math.sign(radius) * (eyeDepth - radius + reach * rayDepth));
      const onBeside = eyeBeside + reach * (besideStart + column * besideRight + row * besideDown);
      if (Math.abs(onAlong) <= halves[0] && Math.abs(onBeside) <= halves[1]) {
        const [x, y] = isUpright ? [onAlong, onBeside] : [onBeside, onAlong];
        read(paper, (x + 0.5) * paper.width, 0.5 * paper.height + y * paper.width, data, (row * width + column) * 3);
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

interface Surface {
  /** Radius of the cylinder, whose axis is behind or in front of the paper's middle; infinite for flat paper. */
  readonly radius: number;
  readonly isUpright: boolean;
  /** Half the paper's size along the axis that it bends along, and across. */
  readonly halves: readonly [number, number];
}

const surfaceOf = ({ bend, bendAxis }: Hold, aspect: number): Surface => {
  const isUpright = bendAxis === 'upright';
  const halves: readonly [number, number] = isUpright ? [0.5, aspect / 2] : [aspect / 2, 0.5];
  return { radius: Math.abs(bend) < 1e-3 ? Infinity : halves[0] / bend, isUpright, halves };
};

/** Distance along a ray; NaN where it misses. From and direction are in the plane across the cylinder's axis. */
const reachOfCylinder = (x: number, z: number, dx: number, dz: number, radius: number): number => {
  const [a, b, c] = [dx * dx + dz * dz, x * dx + z * dz, x * x + z * z - radius * radius];
  // The side that faces the camera: the nearer one of a paper bent towards it, the further one of one bent away.
  return (-b - Math.sign(radius) * Math.sqrt(b * b - a * c)) / a;
};

/** Bilinear interpolation. */
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
