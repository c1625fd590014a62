/** What a session draws and a device may sign: moments and light have one policy, and one rule for what is missing. Pure. */
import { Refusal } from './refusal.ts';

/**
 * `off`: nothing is requested. `when-offered`: what is signed is judged, and evidence without it is judged without it.
 * `required`: evidence without it is refused.
 */
export const DRAWN_POLICIES = ['off', 'when-offered', 'required'] as const;
export type DrawnPolicy = (typeof DRAWN_POLICIES)[number];

/** Returns what is to be judged, or null for nothing. Throws a `Refusal` (`evidence`) with the reason `missing`. */
export const signedToJudge = <Signed>(
  policy: DrawnPolicy,
  signed: Signed | undefined,
  missing: string,
): Signed | null => {
  if (signed === undefined && policy === 'required') {
    throw new Refusal('evidence', missing);
  }
  return policy === 'off' ? null : (signed ?? null);
};
