/** Recordings of the test kit, for the tests of this folder. */
export {
  EXPERTS_FOLDER,
  groupBy,
  HAS_EXPERTS,
  HAS_REAL_DATA,
  NO_EXPERTS,
  NO_REAL_DATA,
  readClip,
  readFrame,
  readPortraits,
  realFrames,
  spread,
} from '../../../testkit/recordings.ts';
