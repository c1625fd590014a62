/** The text to speak for a change within a screen; a new screen is read from its heading. */
import type { State } from '../flow/state.ts';
import type { Announcer } from './parts/announcer/announcer.ts';
import { captureHint } from './screens/capture/capture.ts';
import { challengeWords } from './screens/challenge/challenge.ts';
import type { Strings } from './strings/strings.ts';

export const narrate = (state: State, strings: Strings, announcer: Announcer): void => {
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
    case 'processing':
      announcer.hint(strings.sending.processing.title);
      break;
    default:
  }
};
