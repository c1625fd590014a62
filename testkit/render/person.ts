/**
 * Proportions and colours of a synthetic person, all from a seed. Not a likeness of a real person.
 * Lengths are in units of half the face's width.
 */
import { mix } from './colour.ts';
import { createRandom } from './random.ts';

export type Hair = 'short' | 'long' | 'bun' | 'scarf';

export interface Person {
  readonly skin: string;
  readonly lip: string;
  readonly iris: string;
  /** Colour of the scarf, if any. */
  readonly hairColour: string;
  readonly browColour: string;
  readonly clothes: string;
  readonly hair: Hair;
  readonly glasses: boolean;
  /** Half the face's height. */
  readonly faceHeight: number;
  readonly jaw: number;
  readonly eyeDistance: number;
  readonly eyeWidth: number;
  readonly eyeTilt: number;
  readonly browThickness: number;
  readonly noseWidth: number;
  readonly noseLength: number;
  readonly mouthWidth: number;
  readonly lipFullness: number;
}

/** Light to dark, in perceptually even steps. */
const SKINS = ['#f3cfb3', '#e5b591', '#cf9a70', '#b07a50', '#875536', '#5d3923'] as const;
const HAIR_COLOURS = ['#15110f', '#231813', '#3b2617', '#5a3a22', '#8a8580'] as const;
const SCARVES = ['#5d6b7d', '#7b5a63', '#4d6a5e'] as const;
const HAIRS = ['short', 'long', 'short', 'bun', 'scarf'] as const satisfies readonly Hair[];
const IRISES = ['#3a2414', '#2a1a10', '#4f3a1e', '#4a5a44'] as const;
const CLOTHES = ['#2d4a63', '#6b2f3a', '#3d5a45', '#4b4658', '#8a6d3b', '#33393f'] as const;

export const createPerson = (seed: number): Person => {
  const random = createRandom(seed * 7919 + 17);
  const skin = SKINS[seed % SKINS.length] ?? SKINS[0];
  const hair = HAIRS[seed % HAIRS.length] ?? HAIRS[0];
  const natural = random.pick(HAIR_COLOURS);
  return {
    skin,
    lip: random.pick(['#a8524c', '#b5605a', '#8f4540']),
    iris: random.pick(IRISES),
    hairColour: hair === 'scarf' ? random.pick(SCARVES) : natural,
    browColour: mix(natural, '#15110f', 0.4),
    clothes: random.pick(CLOTHES),
    hair,
    glasses: seed % 4 === 2,
    faceHeight: random.between(1.32, 1.44),
    jaw: random.between(0.62, 0.76),
    eyeDistance: random.between(0.42, 0.46),
    eyeWidth: random.between(0.2, 0.225),
    eyeTilt: random.between(-0.02, 0.03),
    browThickness: random.between(0.045, 0.075),
    noseWidth: random.between(0.19, 0.25),
    noseLength: random.between(0.4, 0.48),
    mouthWidth: random.between(0.34, 0.41),
    lipFullness: random.between(0.08, 0.125),
  };
};
