/**
 * Weights of the signs of an injected stream, as the device signed them. Each has innocent causes, so none refuses a person;
 * together they raise the threshold and the risk level. Pure.
 */
import type { EvidencePayload } from 'lifesign/contract';

/** Weights, 0..1, combined like independent probabilities. */
export const INJECTION_WEIGHTS = {
  /** The camera's name is that of a program that plays videos; people use such programs in good faith as well. */
  virtualCameraLabel: 0.5,
  /** The page's camera functions are not the browser's own. */
  cameraApiPatched: 0.4,
  /** The browser is automated. */
  webdriver: 0.3,
  /** Half of the samples of the stream were equal to the last bit. */
  repeats: 0.3,
  /** A track's settings contradict its frames; browsers have bugs of this kind. */
  settingsIncoherent: 0.2,
  /** No signals: our SDK always sends some, so this weighs more than any single sign. */
  unsaid: 0.5,
} as const;

export type InjectionSign = keyof typeof INJECTION_WEIGHTS;

export const INJECTION = {
  /** From this score on, the pictures must reach the threshold for an uncertain device, and the risk is at least MEDIUM. */
  doubted: 0.3,
  /** From this score on, the risk is HIGH. */
  grave: 0.6,
  repeatedShare: 0.5,
} as const;

export interface InjectionDoubt {
  /** 0..1 */
  readonly score: number;
  readonly signs: readonly InjectionSign[];
}

const SAID = ['virtualCameraLabel', 'cameraApiPatched', 'webdriver', 'settingsIncoherent'] as const;

export const injectionDoubt = (injection: EvidencePayload['injection']): InjectionDoubt => {
  const { repeatedShare } = injection;
  const signs: readonly InjectionSign[] = [
    ...SAID.filter((name) => injection[name] === true),
    ...(typeof repeatedShare === 'number' && repeatedShare >= INJECTION.repeatedShare ? (['repeats'] as const) : []),
    ...(SAID.every((name) => typeof injection[name] === 'boolean') ? [] : (['unsaid'] as const)),
  ];
  const score = 1 - signs.reduce((trust, sign) => trust * (1 - INJECTION_WEIGHTS[sign]), 1);
  return { score: Math.round(score * 1000) / 1000, signs };
};
