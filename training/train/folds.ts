/** The folds of a cross-validation over sources: the sources that are left out together. */

export interface Fold {
  /** Name of its folder: the sources joined by `+`, as `runs.ts` reads them. */
  readonly name: string;
  readonly sources: readonly string[];
}

/** Longest name of a folder in common file systems. */
const MAX_NAME_BYTES = 255;

/**
 * @param count null: every source by itself. Otherwise the sources are dealt into that many folds, the largest first, in
 * alternating order, so that folds have similar numbers of pictures. Large sources come first, so that an interrupted run has measured most.
 */
export const dealFolds = (records: readonly { readonly source: string }[], count: number | null): readonly Fold[] => {
  const sources = largestFirst(records);
  const unfit = sources.find((source) => /[/\\+]/.test(source));
  if (unfit !== undefined) {
    throw new Error(`The name of a source that is left out becomes a folder name: rename ${JSON.stringify(unfit)}.`);
  }
  if (count !== null && !(Number.isInteger(count) && count >= 2 && count <= sources.length)) {
    throw new Error(`--folds is a whole number from 2 to ${sources.length}, the number of sources.`);
  }
  const groups = Array.from({ length: count ?? sources.length }, (): string[] => []);
  for (const [index, source] of sources.entries()) {
    const place = index % (2 * groups.length);
    groups[Math.min(place, 2 * groups.length - 1 - place)]?.push(source);
  }
  const folds = groups.map((group) => ({ name: group.join('+'), sources: group }));
  if (folds.some(({ name }) => Buffer.byteLength(name) > MAX_NAME_BYTES)) {
    throw new Error('The folder name of a fold, made of its sources, is too long: use more --folds.');
  }
  return folds;
};

const largestFirst = (records: readonly { readonly source: string }[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { source } of records) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([source]) => source);
};
