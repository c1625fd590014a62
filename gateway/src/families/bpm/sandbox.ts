/** Outcomes of a sandbox, chosen by the session id's part before a colon, in place of the engine. Pure. */
import type { Judgement } from '../../check/judgement.ts';
import { Unavailable } from '../../unavailable.ts';

const judged = (state: Judgement['state'], reason: string | null, score: number): Judgement => ({
  state,
  reason,
  score,
  details: { decidedBy: 'sandbox' },
});

const OUTCOMES: Readonly<Record<string, Judgement>> = {
  'sandbox-not-live': judged('spoof', 'spoof', 0.02),
  'sandbox-uncertain': judged('uncertain', 'uncertain', 0.55),
  'sandbox-no-face': judged('unusable', 'no-face', 0),
  'sandbox-too-small': judged('unusable', 'too-small', 0),
};

/** Live for any other id. Throws for the id that simulates an outage. */
export const sandboxJudgement = (sessionId: string): Judgement => {
  const [name = ''] = sessionId.split(':', 1);
  if (name === 'sandbox-error') {
    throw new Unavailable('The sandbox plays an outage');
  }
  return (Object.hasOwn(OUTCOMES, name) ? OUTCOMES[name] : undefined) ?? judged('live', null, 0.98);
};
