/** How far the faces of one launch are from each other, with as much work as the answer needs. */
import type { FaceGeometry, Pixels } from 'lifesign/vision';
import { descriptorDistance, MATCH } from './match.ts';

export interface Recogniser {
  describe(pixels: Pixels, geometry: FaceGeometry): Promise<Float32Array>;
  /** As `describe`, from one view of the face in place of four: a third of the work, and less exact. */
  glance(pixels: Pixels, geometry: FaceGeometry): Promise<Float32Array>;
}

/** Descriptors of one picture, each computed when it is first asked for. */
export interface Described {
  readonly glance: () => Promise<Float32Array>;
  readonly full: () => Promise<Float32Array>;
}

export const describedBy = (
  recogniser: Recogniser,
  { pixels, geometry }: { readonly pixels: Pixels; readonly geometry: FaceGeometry },
): Described => ({
  glance: once(() => recogniser.glance(pixels, geometry)),
  full: once(() => recogniser.describe(pixels, geometry)),
});

/** To the nearest of the others: by one view where that is clear, in full otherwise. */
export const launchDistance = async (one: Described, others: readonly Described[]): Promise<number> => {
  const clear = await nearest(one, others, 'glance');
  return clear <= MATCH.clearDistance ? clear : nearest(one, others, 'full');
};

const nearest = async (one: Described, others: readonly Described[], by: keyof Described): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    least = Math.min(least, descriptorDistance(await one[by](), await other[by]()));
  }
  return least;
};

const once = <Result>(make: () => Promise<Result>): (() => Promise<Result>) => {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
};
