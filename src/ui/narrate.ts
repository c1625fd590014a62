/** The text to speak for a change within a screen; a new screen is read from its heading. */
import type { State } from '../flow/state.ts';
import type { Announcer } from './parts/announcer/announcer.ts';
import { captureHint, lightWords } from './screens/capture/capture.ts';
import { challengeWords } from './screens/challenge/challenge.ts';
import { handoffWords } from './screens/handoff/words.ts';
import type { Strings } from './strings/strings.ts';

/** @param before the state that was there; null for the first one. */
export const narrate = (state: State, before: State | null, strings: Strings, announcer: Announcer): void => {
  const light = lightWords(state, strings);
  if (light !== null && before !== null && lightWords(before, strings) !== light) {
    announcer.state(light);
    return;
  }
  switch (state.phase) {
    case 'framing':
    case 'holding':
      announcer.hint(captureHint(state, strings));
      break;
    case 'challenge':
      announcer.hint(challengeWords(state, strings));
      break;
    case 'capturing':
      announcer.state(captureHint(state, strings));
      break;
    case 'handoff':
      announcer.state(handoffWords(state.stage, strings).title);
      break;
    case 'processing':
      announcer.hint(strings.sending.processing.title);
      break;
    default:
  }
};
