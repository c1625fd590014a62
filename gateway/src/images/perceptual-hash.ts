/**
 * The 64-bit perceptual hash of a square of brightness values: signs of its low frequencies against their median (the DCT
 * hash of C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010). Pure.
 */

/** Values on each side of the square that is hashed. */
export const HASHED_SIDE = 32;

/** Frequencies on each side of the block that is kept: the lowest but the constant ones. */
const KEPT = 8;
const BAND_BITS = 16;
/** Number of pieces by which a hash is looked up: copies differ in a few bits, so that one piece is likely to be equal. */
export const BANDS = 4;

export interface PerceptualHash {
  /** 16 hex digits. */
  readonly hex: string;
  /** Bit numbers of each band, the least certain first: those that are likely to be inverted in a copy. */
  readonly weakest: readonly (readonly number[])[];
}

export const perceptualHash = (square: Float32Array): PerceptualHash => hashOf(lowFrequencies(square));

/** For each band the values under which copies of the picture may be stored. */
export const probesOf = ({ hex, weakest }: PerceptualHash, flips: number): readonly (readonly number[])[] =>
  bandsOf(hex).map((band, index) => {
    const bits = (weakest[index] ?? []).slice(0, flips);
    return Array.from({ length: 2 ** bits.length }, (_, subset) =>
      bits.reduce((value, bit, place) => (((subset >> place) & 1) === 1 ? value ^ (1 << bit) : value), band),
    );
  });

/** The pieces that a hash is stored under. */
export const bandsOf = (hex: string): readonly number[] =>
  Array.from({ length: BANDS }, (_, index) => Number.parseInt(hex.slice(index * 4, index * 4 + 4), 16));

/** Bits in which two hashes differ, 0..64. */
export const hashDistance = (one: string, other: string): number => {
  let different = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; different > 0n; different &= different - 1n) {
    count += 1;
  }
  return count;
};

const hashOf = (frequencies: readonly number[]): PerceptualHash => {
  const median = medianOf(frequencies);
  const strengths = frequencies.map((value) => value - median);
  let hex = '';
  const weakest: (readonly number[])[] = [];
  for (let band = 0; band < BANDS; band += 1) {
    const own = strengths.slice(band * BAND_BITS, (band + 1) * BAND_BITS);
    const value = own.reduce((bits, strength, bit) => (strength > 0 ? bits | (1 << bit) : bits), 0);
    hex += value.toString(16).padStart(4, '0');
    weakest.push(own.map((_, bit) => bit).toSorted((a, b) => Math.abs(own[a] ?? 0) - Math.abs(own[b] ?? 0)));
  }
  return { hex, weakest };
};

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** DCT-II along both sides, frequencies 1..8 of each, row by row. */
const lowFrequencies = (square: Float32Array): readonly number[] => {
  const rows = new Float64Array(HASHED_SIDE * KEPT);
  for (let y = 0; y < HASHED_SIDE; y += 1) {
    for (let u = 0; u < KEPT; u += 1) {
      let sum = 0;
      for (let x = 0; x < HASHED_SIDE; x += 1) {
        sum += (square[y * HASHED_SIDE + x] ?? 0) * cosine(u + 1, x);
      }
      rows[y * KEPT + u] = sum;
    }
  }
  const frequencies: number[] = [];
  for (let v = 0; v < KEPT; v += 1) {
    for (let u = 0; u < KEPT; u += 1) {
      let sum = 0;
      for (let y = 0; y < HASHED_SIDE; y += 1) {
        sum += (rows[y * KEPT + u] ?? 0) * cosine(v + 1, y);
      }
      frequencies.push(sum);
    }
  }
  return frequencies;
};

const COSINES = Float64Array.from({ length: (KEPT + 1) * HASHED_SIDE }, (_, index) => {
  const frequency = Math.floor(index / HASHED_SIDE);
  return Math.cos((Math.PI * frequency * ((index % HASHED_SIDE) + 0.5)) / HASHED_SIDE);
});

const cosine = (frequency: number, place: number): number => COSINES[frequency * HASHED_SIDE + place] ?? 0;
