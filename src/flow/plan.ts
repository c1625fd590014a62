/** The progress of an attempt's challenges. */
import type { ChallengeName } from '../contract/index.ts';
import { POLICY } from './policy.ts';
import type { ChallengePlan, LaunchContext } from './state.ts';

/** The next challenge; null when none is left. */
export const dueOf = ({ challenges }: LaunchContext): ChallengeName | null =>
  challenges === null || challenges.isPassive ? null : (challenges.asked[challenges.completed.length] ?? null);

/** Whether this attempt has challenges, completed or not. */
export const asksMovements = ({ challenges }: LaunchContext): boolean =>
  challenges !== null && !challenges.isPassive && challenges.asked.length > 0;

/** Whether the gateway has not yet said which challenges it asks for. */
export const isPlanAwaited = ({ asksChallenges, challenges }: LaunchContext): boolean =>
  asksChallenges && challenges === null;

export const withPlan = (context: LaunchContext, changes: Partial<ChallengePlan>): LaunchContext =>
  context.challenges === null ? context : { ...context, challenges: { ...context.challenges, ...changes } };

/** Resets the completed challenges, because the next face may be another person's. */
export const resetChallenges = (context: LaunchContext): LaunchContext =>
  withPlan(context, { completed: [], since: null, seenAt: null });

/** Chooses the passive check, for this attempt and later ones; null where the gateway does not allow it. */
export const goPassive = (context: LaunchContext): LaunchContext | null =>
  context.challenges?.isPassiveAllowed === true
    ? withPlan(resetChallenges({ ...context, prefersPassive: true }), { isPassive: true })
    : null;

/** Follows the face from the last challenge to the selfie; after too long without it, the challenges start over. */
export const followFace = (context: LaunchContext, at: number, isSeen: boolean): LaunchContext => {
  const { challenges } = context;
  if (challenges === null || challenges.seenAt === null) {
    return context;
  }
  if (isSeen) {
    return withPlan(context, { seenAt: at });
  }
  return at - challenges.seenAt > POLICY.challenge.maxGapMs ? resetChallenges(context) : context;
};
