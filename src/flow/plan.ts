/** How far an attempt has come with the movements that it asks for. */
import type { ChallengeName } from '../contract/index.ts';
import { POLICY } from './policy.ts';
import type { ChallengePlan, LaunchContext } from './state.ts';

/** The movement to ask for next; null when there is none left, or none at all. */
export const dueOf = ({ challenges }: LaunchContext): ChallengeName | null =>
  challenges === null || challenges.isPassive ? null : (challenges.asked[challenges.completed.length] ?? null);

/** Whether movements are part of this attempt, done already or not. */
export const asksMovements = ({ challenges }: LaunchContext): boolean =>
  challenges !== null && !challenges.isPassive && challenges.asked.length > 0;

/** The gateway has not said yet whether it asks for movements. */
export const isPlanAwaited = ({ asksChallenges, challenges }: LaunchContext): boolean =>
  asksChallenges && challenges === null;

export const withPlan = (context: LaunchContext, changes: Partial<ChallengePlan>): LaunchContext =>
  context.challenges === null ? context : { ...context, challenges: { ...context.challenges, ...changes } };

/** Whoever comes next may be another person: what was done does not count for them. */
export const startAnew = (context: LaunchContext): LaunchContext =>
  withPlan(context, { completed: [], since: null, seenAt: null });

/** The person goes without movements, in this attempt and in those after it; null where the gateway does not allow it. */
export const goPassive = (context: LaunchContext): LaunchContext | null =>
  context.challenges?.isPassiveAllowed === true
    ? withPlan(startAnew({ ...context, prefersPassive: true }), { isPassive: true })
    : null;

/** Follows the face from the last movement to the selfie; gone for too long, and the movements are to be done again. */
export const followFace = (context: LaunchContext, at: number, isSeen: boolean): LaunchContext => {
  const { challenges } = context;
  if (challenges === null || challenges.seenAt === null) {
    return context;
  }
  if (isSeen) {
    return withPlan(context, { seenAt: at });
  }
  return at - challenges.seenAt > POLICY.challenge.maxGapMs ? startAnew(context) : context;
};
