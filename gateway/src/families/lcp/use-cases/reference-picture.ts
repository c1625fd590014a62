/** Checks that a reference picture can be compared, before a person is captured for it. */
import type { Engine } from '../../../engine/types.ts';

export type PictureProblem = 'unreadable' | 'no-face' | 'too-small';

/** Null when it can be compared. */
export const problemOf = async (
  engine: Pick<Engine, 'compare'>,
  picture: Uint8Array,
  signal: AbortSignal,
): Promise<PictureProblem | null> => {
  // Compared with itself a picture shows whether it can be read, and has a face that is large enough.
  const { problem } = await engine.compare({ source: picture, target: picture }, { signal });
  return problem?.reason ?? null;
};
