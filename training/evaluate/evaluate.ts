/** One evaluation from a data folder to its summary; `eval.ts` is the command. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createLivenessNet } from '../../src/vision/liveness.ts';
import { readDetections, type DetectionOptions } from '../data/detections.ts';
import { readWasm } from '../data/detector.ts';
import { readData, type DataSet } from '../data/folder.ts';
import { summarise, type Summary } from '../report/summary.ts';
import { createJointScorer, joinPresentations } from './experts.ts';
import { presentationsOf, type Presentations } from './presentations.ts';
import { createProbes, lightProbe, litProbe, probeRow } from './probes.ts';
import { scoreFrames } from './score.ts';
import { readNet } from './shipped.ts';
import { SHIPPED_THRESHOLDS } from './thresholds.ts';

export interface Settings {
  readonly data: readonly [string, ...string[]];
  /** Sources to leave out. */
  readonly exclude?: readonly string[];
  /** `all`, or one that the manifest names; undefined: `val` where there is one, else all. */
  readonly split: string | undefined;
  /** Files `NET.json` and `NET.bin`, for a net that is not shipped yet. */
  readonly net: string;
  readonly hasProbes: boolean;
  /** Lists bona fide frames of people who hold a lit screen. */
  readonly lit: string | undefined;
  /** A gateway's configuration with experts, measured in addition to our net alone. */
  readonly experts?: string | undefined;
  readonly detections: DetectionOptions;
}

export const evaluate = async (settings: Settings): Promise<{ summary: Summary; presentations: Presentations }> => {
  const { root, records, problems, split } = await readSplit(settings);
  const lit = settings.hasProbes ? await readLit(root, settings.lit) : null;
  const files = await readNet(settings.net);
  const detections = await readDetections(root, { ...settings.detections, records });
  const net = await createLivenessNet({ topology: files.topology, weights: files.weights, loadWasm: readWasm });
  const joint = settings.experts === undefined ? null : await createJointScorer(settings.experts, net);
  const probes = settings.hasProbes ? await createProbes(files, net) : null;
  const scorers = [{ net }, ...(probes?.probes ?? []).map(({ scorer }) => scorer)];
  const [frames = [], ...others] = await scoreFrames(root, records, detections, [
    ...scorers,
    ...(joint === null ? [] : [joint.scorer]),
  ]);
  const probed = others.slice(0, scorers.length - 1);
  net.dispose();
  await joint?.release();
  probes?.dispose();

  const thresholds = SHIPPED_THRESHOLDS;
  const rows =
    probes === null
      ? null
      : [
          probeRow({ name: 'as it is', about: 'nothing removed' }, frames, thresholds),
          ...probes.probes.map((probe, index) => probeRow(probe, probed[index] ?? [], thresholds)),
          lightProbe(frames, thresholds),
          litProbe(lit, frames, thresholds),
        ];
  const presentations = presentationsOf(frames, thresholds);
  const model = files.identity;
  const experts =
    joint === null
      ? null
      : {
          names: joint.names,
          presentations: joinPresentations(presentations, presentationsOf(others.at(-1) ?? [], thresholds), thresholds),
        };
  const summary = summarise(
    { records, detections, frames, thresholds, split, model, problems, probes: rows, experts },
    presentations,
  );
  return { summary, presentations };
};

const readSplit = async ({ data, exclude, split: asked }: Settings): Promise<DataSet & { readonly split: string }> => {
  const { root, records, problems } = await readData(data, exclude === undefined ? {} : { exclude });
  const split = asked ?? (records.some((record) => record.split === 'val') ? 'val' : 'all');
  const chosen = records.filter((record) => split === 'all' || record.split === split);
  if (chosen.length === 0) {
    const splits = [...new Set(records.map((record) => record.split))].toSorted();
    throw new Error(`No picture of split ${split} in ${data.join(', ')}; it has: ${splits.join(', ') || 'none'}`);
  }
  return { root, records: chosen, problems, split };
};

/** One path a line, or one JSON object with `path`. Without `--lit`, `probes.jsonl` of the data folder if there is one. */
const readLit = async (root: string, file: string | undefined): Promise<ReadonlySet<string> | null> => {
  const text = await readFile(file ?? path.join(root, 'probes.jsonl'), 'utf8').catch((error: unknown) => {
    if (file !== undefined) {
      throw error;
    }
    return null;
  });
  return text === null ? null : new Set(text.split('\n').flatMap(litPath));
};

const litPath = (line: string): readonly string[] => {
  const text = line.trim();
  if (!text.startsWith('{')) {
    return text === '' ? [] : [text];
  }
  const { path: named } = JSON.parse(text) as { path?: unknown };
  return typeof named === 'string' ? [named] : [];
};
