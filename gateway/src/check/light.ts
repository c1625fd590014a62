/**
 * Light that a session draws: the order of the screen's tints, and whether the face reflected that order. Pure.
 */
import { createHash } from 'node:crypto';
import { type EvidencePayload, LIGHT, type SignedLight, type Tint, TINT_NAMES, TINTS } from 'lifesign/contract';
import type { Chroma } from '../engine/reflection.ts';
import { type DrawnPolicy, signedToJudge } from './drawn.ts';
import { Refusal } from './refusal.ts';

/** Measured by `npm run bench:light` (gateway/bench/light.ts; figures in docs/decisions/0024-light.md). */
export const REFLECTED = {
  /** Strength of the screen's light, 1 = as strong as the room's, below which changes of colour may come from room or person. */
  minStrength: 0.03,
  /** Least likeness to the drawn order, 1 = equal, at which the measurement agrees with it. */
  agrees: 0.8,
  /** It contradicts the drawn order from this likeness to another order on, and up to this likeness to the drawn one. */
  other: 0.92,
  drawn: 0.5,
} as const;

export type LightVerdict = 'agrees' | 'says-nothing' | 'contradicts';

export interface LightFinding {
  readonly verdict: LightVerdict;
  /** Likeness to the drawn order, and to the most similar other one, -1..1; null where nothing could be measured. */
  readonly drawn: number | null;
  readonly other: number | null;
  /** Strength of the screen's light by the more similar of the two orders, 1 = as strong as the room's. */
  readonly strength: number | null;
}

/** The order of the tints. Derived from the nonce, so it is unpredictable before the session exists and differs between sessions. */
export const drawTints = (nonce: string): readonly Tint[] => {
  const digest = createHash('sha256').update(`light\n${nonce}`).digest();
  const order = ORDERS[Number(digest.readBigUInt64BE() % BigInt(ORDERS.length))];
  return order ?? TINT_NAMES;
};

/** The field that a session's answer has for the device; empty if the policy is `off`. */
export const lightToAsk = (policy: DrawnPolicy, nonce: string): { readonly light?: Tint[] } =>
  policy === 'off' ? {} : { light: [...drawTints(nonce)] };

/** Tolerated difference between the clocks of page and frames, milliseconds. */
const CLOCKS_MS = 50;

/** Whether the light is judged. Throws a `Refusal` (`evidence`) for another order, impossible times, or required light that is missing. */
export const isLightJudged = (
  policy: DrawnPolicy,
  { light }: Pick<EvidencePayload, 'light'>,
  nonce: string,
): boolean => {
  const signed = signedToJudge(policy, light, 'light-missing');
  if (signed === null) {
    return false;
  }
  const drawn = drawTints(nonce);
  if (signed.tints.some((tint, index) => tint !== drawn[index])) {
    throw new Refusal('evidence', 'light-of-another-session');
  }
  if (!isInStep(signed)) {
    throw new Refusal('evidence', 'light-out-of-time');
  }
  return true;
};

/** The first frame of a tint comes after its fade, and the second one after a gap. */
const isInStep = ({ frames }: SignedLight): boolean =>
  frames.every(({ atMs }, index) => {
    const before = frames[index - 1];
    const isFirst = index % LIGHT.framesPerStep === 0;
    return before === undefined || atMs - before.atMs >= (isFirst ? LIGHT.settleMs : LIGHT.gapMs) - CLOCKS_MS;
  });

/** `measured`: the colour of each frame, in the order in which they were taken; null where it could not be measured. */
export const judgeLight = (tints: readonly Tint[], measured: readonly Chroma[] | null): LightFinding => {
  if (measured?.length !== tints.length * LIGHT.framesPerStep) {
    return { verdict: 'says-nothing', drawn: null, other: null, strength: null };
  }
  const seen = centred(stepsOf(measured));
  const fits = ORDERS.map((order) => ({
    isDrawn: order.every((tint, at) => tint === tints[at]),
    ...fitOf(order, seen),
  }));
  const drawn = bestOf(fits.filter(({ isDrawn }) => isDrawn));
  const other = bestOf(fits.filter(({ isDrawn }) => !isDrawn));
  const { strength } = drawn.likeness >= other.likeness ? drawn : other;
  return { verdict: verdictOf(drawn, other), drawn: drawn.likeness, other: other.likeness, strength };
};

interface Fit {
  /** Cosine of what was measured and what the order would give. */
  readonly likeness: number;
  readonly strength: number;
}

const verdictOf = (drawn: Fit, other: Fit): LightVerdict => {
  const { minStrength } = REFLECTED;
  if (drawn.likeness >= REFLECTED.agrees && drawn.likeness >= other.likeness && drawn.strength >= minStrength) {
    return 'agrees';
  }
  const isOther = other.likeness >= REFLECTED.other && other.strength >= minStrength;
  return isOther && drawn.likeness <= REFLECTED.drawn ? 'contradicts' : 'says-nothing';
};

const bestOf = (fits: readonly Fit[]): Fit =>
  fits.reduce((best, fit) => (fit.likeness > best.likeness ? fit : best), { likeness: -1, strength: 0 });

const permutations = (items: readonly Tint[]): readonly (readonly Tint[])[] =>
  items.length === 0
    ? [[]]
    : items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));

const ORDERS = permutations(TINT_NAMES);

/** The strength to which {@link RESPONSE} is linear enough. */
const WEAK = 0.2;

/** What a tint adds to a grey face at a strength of 1, extrapolated from a weak one. */
const responseOf = (hex: string): readonly [number, number] => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const lit = (part: number): number => 1 + (WEAK * part) / luminance;
  return [Math.log(lit(red) / lit(green)) / WEAK, Math.log(lit(blue) / lit(green)) / WEAK];
};

const RESPONSE = {
  pink: responseOf(TINTS.pink),
  apricot: responseOf(TINTS.apricot),
  mint: responseOf(TINTS.mint),
  sky: responseOf(TINTS.sky),
} satisfies Record<Tint, readonly [number, number]>;

const fitOf = (order: readonly Tint[], seen: readonly number[]): Fit => {
  const expected = centred(order.map((tint) => RESPONSE[tint]));
  const product = dot(expected, seen);
  const lengths = Math.sqrt(dot(expected, expected) * dot(seen, seen));
  return { likeness: lengths === 0 ? 0 : product / lengths, strength: product / dot(expected, expected) };
};

/** The mean of each tint's frames. */
const stepsOf = (measured: readonly Chroma[]): readonly (readonly [number, number])[] =>
  Array.from({ length: measured.length / LIGHT.framesPerStep }, (_, step) => {
    const frames = measured.slice(step * LIGHT.framesPerStep, (step + 1) * LIGHT.framesPerStep);
    return [meanOf(frames.map(({ redGreen }) => redGreen)), meanOf(frames.map(({ blueGreen }) => blueGreen))];
  });

/** Subtracts the mean, which is the colour of skin, room and camera. */
const centred = (steps: readonly (readonly [number, number])[]): readonly number[] => {
  const [red, blue] = [meanOf(steps.map(([first]) => first)), meanOf(steps.map(([, second]) => second))];
  return steps.flatMap(([first, second]) => [first - red, second - blue]);
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
