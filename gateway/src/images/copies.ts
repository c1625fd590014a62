/**
 * Whether two squares around faces are cut from copies of one picture: re-encoded, resized, cropped. Two moments
 * of a person who holds still differ in a few places only (eyes, mouth, outline), so the two are laid over each other as
 * well as they fit, and the places that fit worst decide. Pure.
 */

/** Brightness row by row, 1..255; 0 is beyond the picture. */
export interface Square {
  readonly side: number;
  readonly data: Uint8Array;
}

/** Map from one square to the other: rotated and scaled around the middle, then moved by shares of the side. */
interface Placement {
  readonly scale: number;
  /** Radians. */
  readonly turn: number;
  readonly x: number;
  readonly y: number;
}

interface Plane {
  readonly side: number;
  readonly values: Float32Array;
}

/** The detector places the face of a copy slightly differently; the search begins with these, and ends at steps this fine. */
const SCALES = [0.94, 1, 1.06] as const;
const SHIFTS = [-0.04, 0, 0.04] as const;
const FIRST_STEP = 0.03;
const LAST_STEP = 0.001;
/** Pixels on each side of the reduced squares that are aligned first. */
const ROUGH_SIDE = 24;
const LEAST_OVERLAP = 0.4;

/** Shares of the side: a place that is compared, and the radius over which the brightness around a pixel is averaged. */
const PLACE = 1 / 8;
const AROUND = 1 / 32;
/** Share of the places that count: those that fit worst. */
const WORST_SHARE = 0.25;
const FEWEST_PLACES = 16;
/** Standard deviation of a place's details below which it is too plain to compare. */
const PLAIN = 3;

/** 0 for the same picture, about 1 for two that have nothing in common; null where too little can be compared. */
export const differenceOf = (one: Square, other: Square): number | null => {
  const first = planeOf(one);
  const second = planeOf(other);
  return worstPlaces(first, second, fine(first, second, rough(shrink(first), shrink(second))));
};

/** NaN beyond the picture, so that these pixels never count. */
const planeOf = ({ side, data }: Square): Plane => ({
  side,
  values: Float32Array.from(data, (value) => (value === 0 ? Number.NaN : value)),
});

const shrink = ({ side, values }: Plane): Plane => {
  const step = side / ROUGH_SIDE;
  const small = new Float32Array(ROUGH_SIDE * ROUGH_SIDE);
  for (let y = 0; y < ROUGH_SIDE; y += 1) {
    for (let x = 0; x < ROUGH_SIDE; x += 1) {
      small[y * ROUGH_SIDE + x] = meanOf(values, side, {
        left: Math.floor(x * step),
        top: Math.floor(y * step),
        right: Math.ceil((x + 1) * step) - 1,
        bottom: Math.ceil((y + 1) * step) - 1,
      });
    }
  }
  return { side: ROUGH_SIDE, values: small };
};

interface Region {
  readonly left: number;
  readonly top: number;
  /** Included, as is `bottom`. */
  readonly right: number;
  readonly bottom: number;
}

/** NaN where all of it is beyond the picture. */
const meanOf = (values: Float32Array, side: number, { left, top, right, bottom }: Region): number => {
  let sum = 0;
  let count = 0;
  for (let y = Math.max(0, top); y <= Math.min(side - 1, bottom); y += 1) {
    for (let x = Math.max(0, left); x <= Math.min(side - 1, right); x += 1) {
      const value = values[y * side + x] ?? Number.NaN;
      if (!Number.isNaN(value)) {
        sum += value;
        count += 1;
      }
    }
  }
  return sum / count;
};

const rough = (one: Plane, other: Plane): Placement => {
  let best: Placement = { scale: 1, turn: 0, x: 0, y: 0 };
  let fit = -1;
  for (const scale of SCALES) {
    for (const y of SHIFTS) {
      for (const x of SHIFTS) {
        const placement = { scale, turn: 0, x, y };
        const found = correlation(one, other, placement);
        if (found > fit) {
          fit = found;
          best = placement;
        }
      }
    }
  }
  return best;
};

/** One of scale, turn, x and y by one step, to either side. */
const DIRECTIONS = [0, 1, 2, 3].flatMap((part) =>
  [1, -1].map((way) => [0, 1, 2, 3].map((at) => (at === part ? way : 0))),
);

const fine = (one: Plane, other: Plane, from: Placement): Placement => {
  let best = from;
  let fit = correlation(one, other, best);
  for (let step = FIRST_STEP; step > LAST_STEP; step /= 2) {
    for (let isBetter = true; isBetter;) {
      isBetter = false;
      for (const [scale = 0, turn = 0, x = 0, y = 0] of DIRECTIONS) {
        const placement = {
          scale: best.scale + scale * step,
          turn: best.turn + turn * step,
          x: best.x + x * step,
          y: best.y + y * step,
        };
        const found = correlation(one, other, placement);
        if (found > fit + 1e-6) {
          fit = found;
          best = placement;
          isBetter = true;
        }
      }
    }
  }
  return best;
};

/** The other square, resampled at the pixels of the first; NaN beyond it. */
const laidUnder = (side: number, other: Plane, { scale, turn, x: right, y: down }: Placement): Plane => {
  const ratio = (scale * other.side) / side;
  const cos = Math.cos(turn) * ratio;
  const sin = Math.sin(turn) * ratio;
  const middle = (side - 1) / 2;
  const centreX = (other.side - 1) / 2 + right * other.side;
  const centreY = (other.side - 1) / 2 + down * other.side;
  const last = other.side - 1;
  const values = new Float32Array(side * side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const across = x - middle;
      const below = y - middle;
      const u = centreX + across * cos - below * sin;
      const v = centreY + across * sin + below * cos;
      values[y * side + x] = u >= 0 && v >= 0 && u < last && v < last ? between(other, u, v) : Number.NaN;
    }
  }
  return { side, values };
};

const between = ({ side, values }: Plane, u: number, v: number): number => {
  const column = Math.floor(u);
  const row = Math.floor(v);
  const at = row * side + column;
  const upper = mix(values[at] ?? 0, values[at + 1] ?? 0, u - column);
  const lower = mix(values[at + side] ?? 0, values[at + side + 1] ?? 0, u - column);
  return mix(upper, lower, v - row);
};

const mix = (one: number, other: number, share: number): number => one + (other - one) * share;

const correlation = (one: Plane, other: Plane, placement: Placement): number => {
  const { count, correlation: found } = correlate(one, laidUnder(one.side, other, placement), {
    left: 0,
    top: 0,
    right: one.side - 1,
    bottom: one.side - 1,
  });
  return count < LEAST_OVERLAP * one.values.length ? -1 : found;
};

interface Correlation {
  /** Number of pixels that both have. */
  readonly count: number;
  readonly correlation: number;
  /** Standard deviation of the first square over these pixels. */
  readonly spread: number;
}

const correlate = (one: Plane, other: Plane, { left, top, right, bottom }: Region): Correlation => {
  let count = 0;
  let ones = 0;
  let others = 0;
  let onesSquared = 0;
  let othersSquared = 0;
  let products = 0;
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const a = one.values[y * one.side + x] ?? Number.NaN;
      const b = other.values[y * one.side + x] ?? Number.NaN;
      const product = a * b;
      if (!Number.isNaN(product)) {
        count += 1;
        ones += a;
        others += b;
        onesSquared += a * a;
        othersSquared += b * b;
        products += product;
      }
    }
  }
  const power = Math.max(0, onesSquared - (ones * ones) / count);
  const both = Math.sqrt(power * Math.max(0, othersSquared - (others * others) / count));
  return {
    count,
    correlation: both > 0 ? (products - (ones * others) / count) / both : 0,
    spread: Math.sqrt(power / Math.max(1, count)),
  };
};

/** The square minus its local mean: edges and texture. */
const detailsOf = ({ side, values }: Plane): Plane => {
  const around = Math.round(side * AROUND);
  const details = new Float32Array(values.length);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const mean = meanOf(values, side, { left: x - around, top: y - around, right: x + around, bottom: y + around });
      details[y * side + x] = (values[y * side + x] ?? Number.NaN) - mean;
    }
  }
  return { side, values: details };
};

/** Mean difference of the worst-fitting places that are not plain. */
const worstPlaces = (one: Plane, other: Plane, placement: Placement): number | null => {
  const details = detailsOf(one);
  const under = detailsOf(laidUnder(one.side, other, placement));
  const size = Math.round(one.side * PLACE);
  const misfits: number[] = [];
  for (let top = 0; top + size <= one.side; top += size / 2) {
    for (let left = 0; left + size <= one.side; left += size / 2) {
      const place = { left, top, right: left + size - 1, bottom: top + size - 1 };
      const { count, correlation: found, spread } = correlate(details, under, place);
      if (count >= 0.8 * size * size && spread >= PLAIN) {
        misfits.push(1 - found);
      }
    }
  }
  if (misfits.length < FEWEST_PLACES) {
    return null;
  }
  const worst = misfits.toSorted((a, b) => b - a).slice(0, Math.ceil(misfits.length * WORST_SHARE));
  return worst.reduce((sum, misfit) => sum + misfit, 0) / worst.length;
};
