import type { HandoffStage } from '../../../flow/state.ts';
import type { Guidance, Strings } from '../../strings/strings.ts';

/** What the computer says of a stage, aloud as well. */
export const handoffWords = (stage: HandoffStage, { handoff, preparing }: Strings): Guidance =>
  stage === 'making' ? preparing.checking : handoff[stage];
