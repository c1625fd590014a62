import type { HandoffStage } from '../../../flow/state.ts';
import type { Guidance, Strings } from '../../strings/strings.ts';

/** The computer's texts for a stage, shown and announced. */
export const handoffWords = (stage: HandoffStage, { handoff, preparing }: Strings): Guidance =>
  stage === 'making' ? preparing.checking : handoff[stage];
