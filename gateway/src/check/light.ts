/**
 * Light that a session draws: the order in which the screen takes its tints, and whether the face reflected that order. Pure.
 */
import { createHash } from 'node:crypto';
import { type EvidencePayload, LIGHT, type SignedLight, type Tint, TINT_NAMES, TINTS } from 'lifesign/contract';
import type { Chroma } from '../engine/reflection.ts';
import { Refusal } from './refusal.ts';

/**
 * `off`: no light is requested. `when-offered`: light that was shown is judged, and evidence without it is accepted. `required`:
 * evidence without it is refused, so people whom a changing screen disturbs need another way.
 */
export const LIGHT_POLICIES = ['off', 'when-offered', 'required'] as const;
export type LightPolicy = (typeof LIGHT_POLICIES)[number];

/** Measured by `npm run bench:light` (gateway/bench/light.ts; figures in docs/decisions/0024-light.md). */
export const REFLECTED = {
  /** Strength of the screen's light, 1 = as strong as the room's, below which colours that move are the room or the person. */
  minStrength: 0.03,
  /** How like the drawn order (1 = exactly) what was measured must be to agree with it. */
  agrees: 0.8,
  /** How like another order, and how unlike the drawn one, to contradict it. */
  other: 0.92,
  drawn: 0.5,
} as const;

export type LightVerdict = 'agrees' | 'says-nothing' | 'contradicts';

export interface LightFinding {
  readonly verdict: LightVerdict;
  /** How like the drawn order, and how like the most similar other one, -1..1; null where nothing could be measured. */
  readonly drawn: number | null;
  readonly other: number | null;
  /** How strong the screen's light is if the more similar order is the true one, 1 = as strong as the room's. */
  readonly strength: number | null;
}

/** The order of the tints. Derived from the nonce, so it is unpredictable before the session exists and differs between sessions. */
export const drawTints = (nonce: string): readonly Tint[] => {
  const digest = createHash('sha256').update(`light\n${nonce}`).digest();
  const order = ORDERS[Number(digest.readBigUInt64BE() % BigInt(ORDERS.length))];
  return order ?? TINT_NAMES;
};

/** What a session tells the device; nothing where the policy wants none. */
export const lightToAsk = (policy: LightPolicy, nonce: string): { readonly light?: Tint[] } =>
  policy === 'off' ? {} : { light: [...drawTints(nonce)] };

/** Tolerated between the clocks of page and frames, milliseconds. */
const CLOCKS_MS = 50;

/** Whether the device showed it. Throws a `Refusal` (`evidence`) where it signed another order, or impossible times. */
export const isLightJudged = (
  policy: LightPolicy,
  { light: signed }: Pick<EvidencePayload, 'light'>,
  nonce: string,
): boolean => {
  if (policy === 'off') {
    return false;
  }
  if (signed === undefined) {
    if (policy === 'required') {
      throw new Refusal('evidence', 'light-missing');
    }
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

/** The first frame of a tint lies behind its fade, and two of one tint are two. */
const isInStep = ({ frames }: SignedLight): boolean =>
  frames.every(({ atMs }, index) => {
    const before = frames[index - 1];
    const isFirst = index % LIGHT.framesPerStep === 0;
    return before === undefined || atMs - before.atMs >= (isFirst ? LIGHT.settleMs : LIGHT.gapMs) - CLOCKS_MS;
  });

/** `measured`: of each frame, in the order in which they were taken; null where nothing could be. */
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

/** What a tint adds to a grey face at a strength of 1, if that were as little more as it is at a weak one. */
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

/** Less their mean: the colour of skin, room and camera, whatever the screen does. */
const centred = (steps: readonly (readonly [number, number])[]): readonly number[] => {
  const [red, blue] = [meanOf(steps.map(([first]) => first)), meanOf(steps.map(([, second]) => second))];
  return steps.flatMap(([first, second]) => [first - red, second - blue]);
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
