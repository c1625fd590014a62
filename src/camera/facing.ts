/** Whether a camera looks at whoever looks at the screen, whose preview is a mirror then, or at the world. */
import type { CameraSettings } from './camera.ts';
import { looksAway } from './choose.ts';

export type Facing = CameraSettings['facingMode'];

const toFacing = (mode: string | undefined): Facing | null => (mode === 'user' || mode === 'environment' ? mode : null);

/**
 * By what the track says of itself, else by its name, else by what was asked for. Cameras on a cable, virtual ones and a
 * host's own streams say nothing; those at the sides of a device say what does not help.
 */
export const facingOf = (track: MediaStreamTrack, asked: Facing): Facing => {
  const stated = toFacing(track.getSettings().facingMode);
  if (stated !== null) {
    return stated;
  }
  // What it can be, where it does not say what it is.
  const [possible, another] = track.getCapabilities?.().facingMode ?? [];
  const only = another === undefined ? toFacing(possible) : null;
  return only ?? (looksAway(track.label) ? 'environment' : asked);
};
