/** Merges the candidates of each face into one: MediaPipe's weighted non-maximum suppression. */

/** Overlap (intersection over union) above which two boxes are one face. */
const SAME_FACE_OVERLAP = 0.3;

export interface Candidate {
  readonly confidence: number;
  /** Corners (left, top, right, bottom), then the key points (x, y each); 0..1 of the square picture. */
  readonly values: readonly number[];
}

/** Most confident first. Overlapping candidates are averaged by confidence rather than dropped, which gives steadier points. */
export const suppress = (candidates: readonly Candidate[]): readonly Candidate[] => {
  let rest = candidates.toSorted((a, b) => b.confidence - a.confidence);
  const faces: Candidate[] = [];
  for (let best = rest[0]; best !== undefined; best = rest[0]) {
    const { values: box, confidence } = best;
    const group = rest.filter(({ values }) => overlap(values, box) > SAME_FACE_OVERLAP);
    faces.push({ confidence, values: average(group) });
    rest = rest.filter((candidate) => candidate !== best && !group.includes(candidate));
  }
  return faces;
};

const average = (group: readonly Candidate[]): readonly number[] => {
  const total = group.reduce((sum, { confidence }) => sum + confidence, 0);
  return Array.from(
    { length: group[0]?.values.length ?? 0 },
    (_value, index) =>
      group.reduce((sum, { confidence, values }) => sum + confidence * (values[index] ?? 0), 0) / total,
  );
};

const overlap = (a: readonly number[], b: readonly number[]): number => {
  const [aLeft = 0, aTop = 0, aRight = 0, aBottom = 0] = a;
  const [bLeft = 0, bTop = 0, bRight = 0, bBottom = 0] = b;
  const width = Math.max(0, Math.min(aRight, bRight) - Math.max(aLeft, bLeft));
  const height = Math.max(0, Math.min(aBottom, bBottom) - Math.max(aTop, bTop));
  const shared = width * height;
  return shared / ((aRight - aLeft) * (aBottom - aTop) + (bRight - bLeft) * (bBottom - bTop) - shared);
};
