/** Drives a launch like a person who wants to pass: begins, retries while possible, and closes what cannot be retried. */
import type { DocumentVerificationResult } from 'lifesign/contract';
import type { Launch } from './launch.ts';

/** Maximum of phase changes in a launch: three attempts of a minute each, with a hold that is lost every half second. */
const MAX_CHANGES = 1000;
/** Maximum time of a phase; above the SDK's own deadlines, which end every wait. */
const PHASE_MS = 130_000;

const REACTIONS: Readonly<Record<string, 'begin' | 'retry' | 'close'>> = {
  intro: 'begin',
  retry: 'retry',
  blocked: 'close',
  exhausted: 'close',
};

/** Drives a launch to its result. `onPhase` is called on every phase, before the person reacts. */
export const goThrough = async (
  launch: Launch,
  onPhase: (phase: string, index: number) => Promise<void> = async () => undefined,
): Promise<DocumentVerificationResult> => {
  for (let index = 0; index < MAX_CHANGES; index += 1) {
    const phase = await launch.nextPhase(index, PHASE_MS);
    if (phase === null) {
      return launch.result();
    }
    await onPhase(phase, index);
    const reaction = REACTIONS[phase];
    // Only the newest phase is on the screen.
    if (reaction !== undefined && (await launch.phases()).length === index + 1) {
      await launch.press(reaction);
    }
  }
  throw new Error(`The launch does not end: ${(await launch.phases()).join(' ')}`);
};
