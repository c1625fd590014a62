import type { CheckState } from './check.ts';
import type { Verdict } from './verdict.ts';

/** A verdict of the CoE family in the words that all families share. */
export const stateOfVerdict = ({ status, result, reasonCode }: Verdict): CheckState => {
  if (status === 'ERROR') {
    return 'failed';
  }
  if (result === 'VALID') {
    return 'live';
  }
  switch (reasonCode) {
    case 'NOT_LIVE':
      return 'spoof';
    case 'FACE_MATCH_FAILED':
      return 'mismatch';
    default:
      return 'unusable';
  }
};
