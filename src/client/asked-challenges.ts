/** The movements that a gateway's answer asks for, checked: one that we do not know could never be done. */
import { CHALLENGES, type ChallengeName } from '../contract/index.ts';
import { LifesignError } from '../errors.ts';

/** Nothing asked, nothing to do. Throws `api-malformed` for anything but known names. */
export const readChallenges = (value: unknown): readonly ChallengeName[] => {
  if (value === undefined || value === null) {
    return [];
  }
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  return names.map((name) => {
    const known = CHALLENGES.find((challenge) => challenge === name);
    if (known === undefined) {
      throw new LifesignError('api-malformed', "The gateway's answer asks for a movement that is not known", {
        detail: 'challenges',
      });
    }
    return known;
  });
};
