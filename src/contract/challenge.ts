/** Active challenges: movements that a gateway may ask for beside the passive check (contracts 6, 7). */

/** `TURN_LEFT` and `TURN_RIGHT` are the person's own left and right, whether or not the preview is a mirror. */
export const CHALLENGES = ['BLINK', 'SMILE', 'TURN_LEFT', 'TURN_RIGHT', 'NOD'] as const;
export type ChallengeName = (typeof CHALLENGES)[number];
