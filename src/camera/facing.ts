/** Whether a camera faces the person in front of the screen (its preview is then mirrored) or away. */
import type { CameraSettings } from './camera.ts';
import { looksAway } from './choose.ts';

export type Facing = CameraSettings['facingMode'];

const toFacing = (mode: string | undefined): Facing | null => (mode === 'user' || mode === 'environment' ? mode : null);

/**
 * By the track's settings, else by its label, else as requested. USB cameras, virtual ones and a
 * host's own streams have no facing mode; `left` and `right` do not help.
 */
export const facingOf = (track: MediaStreamTrack, asked: Facing): Facing => {
  const stated = toFacing(track.getSettings().facingMode);
  if (stated !== null) {
    return stated;
  }
  // Its capabilities, where the settings have no facing mode.
  const [possible, another] = track.getCapabilities?.().facingMode ?? [];
  const only = another === undefined ? toFacing(possible) : null;
  return only ?? (looksAway(track.label) ? 'environment' : asked);
};
