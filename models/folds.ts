/** Cross-validation over whole sources: what thresholds are chosen on. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DataRecord } from './data-folder.ts';
import { measure } from './metrics.ts';
import { toWindows, type Timed } from './windows.ts';

/** Training sources dealt out so that every fold gets large ones and small ones; none for fewer than two folds. */
export const dealFolds = (records: readonly DataRecord[], count: number): readonly (readonly string[])[] => {
  if (count < 2) {
    return [];
  }
  const sizes = new Map<string, number>();
  for (const { source, split } of records) {
    if (split === 'train') {
      sizes.set(source, (sizes.get(source) ?? 0) + 1);
    }
  }
  const ranked = [...sizes].toSorted(([a, sizeA], [b, sizeB]) => sizeB - sizeA || a.localeCompare(b));
  return Array.from({ length: count }, (_fold, fold) =>
    ranked.filter((_source, index) => index % count === fold).map(([source]) => source),
  );
};

const lineSchema = z.object({ path: z.string(), logit: z.number() });

/** Joins the branches' scores as the product does, keeps them beside the folds and says what thresholds would do. */
export const fuseFolds = async (
  folder: string,
  count: number,
  branches: readonly { readonly name: string; readonly weight: number }[],
  records: readonly DataRecord[],
): Promise<string> => {
  const logits = new Map<string, number>();
  for (let fold = 1; fold <= count; fold += 1) {
    for (const { name, weight } of branches) {
      const text = await readFile(path.join(folder, `fold-${fold}`, `${name}.scores.jsonl`), 'utf8');
      for (const line of text.trim().split('\n')) {
        const { path: file, logit } = lineSchema.parse(JSON.parse(line));
        logits.set(file, (logits.get(file) ?? 0) + weight * logit);
      }
    }
  }
  const frames = records.flatMap((record): Timed[] => {
    const logit = logits.get(record.path);
    return logit === undefined
      ? []
      : [{ ...record, isLive: record.label === 'live', score: 1 / (1 + Math.exp(-logit)) }];
  });
  await writeFile(path.join(folder, 'folds.json'), `${JSON.stringify(frames)}\n`);
  return toThresholdTable(frames);
};

const THRESHOLDS = Array.from({ length: 19 }, (_value, index) => (index + 1) / 20);

const toThresholdTable = (frames: readonly Timed[]): string => {
  const windows = toWindows(frames);
  return [
    `${frames.length} frames, ${windows.length} windows; AUC ${measure(frames, 0.5).auc?.toFixed(4)} and ${measure(windows, 0.5).auc?.toFixed(4)}`,
    'threshold  APCER and BPCER of frames, of windows',
    ...THRESHOLDS.map((threshold) => {
      const [frame, window] = [measure(frames, threshold), measure(windows, threshold)];
      return [
        threshold.toFixed(2).padStart(9),
        ...[frame.apcer, frame.bpcer, window.apcer, window.bpcer].map(percent),
      ].join('  ');
    }),
  ].join('\n');
};

const percent = (rate: number | null): string => (rate === null ? '-' : `${(100 * rate).toFixed(1)} %`).padStart(8);
