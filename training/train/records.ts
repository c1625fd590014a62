/**
 * Facts about each picture for training, in one file that the Python scripts read: the manifest as the evaluation reads it, bad
 * lines included, with the face by the product's own geometry. Named by its content, so that results derived from it
 * show when it has changed.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../common/sha256.ts';
import { readDetections } from '../data/detections.ts';
import type { DataRecord, DataSet } from '../data/folder.ts';
import type { Observation } from '../data/observe.ts';

/** One line of the file. */
export interface TrainingRecord {
  readonly path: string;
  readonly split: 'train' | 'val';
  readonly source: string;
  /** Equal for frames of one burst. */
  readonly session: string;
  readonly label: 'live' | 'spoof';
  /** Middle, eyes to mouth in pixels, and radians: `FaceGeometry` of the upright picture. */
  readonly face: readonly [x: number, y: number, scale: number, roll: number];
}

export interface TrainingRecords {
  readonly file: string;
  readonly records: readonly TrainingRecord[];
}

export const prepareRecords = async (
  { root, records: lines, problems }: DataSet,
  cache: string,
): Promise<TrainingRecords> => {
  const used = lines.filter(({ split }) => splitOf(split) !== null);
  const { observations, failures } = await readDetections(root, { cache, records: lines });
  const records = used.flatMap((record) => describe(record, observations.get(record.path)));
  for (const { line, path: picture, problem } of problems) {
    console.error(`manifest.jsonl, line ${line}${picture === null ? '' : ` (${picture})`}: ${problem}`);
  }
  console.error(
    `${records.length} of ${lines.length} pictures to train with and on; ` +
      `${lines.length - used.length} of other splits, ${failures.length} without a usable face`,
  );
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const file = path.join(cache, `records-${sha256(text).slice(0, 12)}.jsonl`);
  await mkdir(cache, { recursive: true });
  await writeFile(`${file}.${process.pid}.part`, text);
  await rename(`${file}.${process.pid}.part`, file);
  return { file, records };
};

/** Pictures without a split are used for training. Those of unknown splits, such as `test`, are not. */
const splitOf = (split: string): TrainingRecord['split'] | null => {
  if (split === 'train' || split === 'val') {
    return split;
  }
  return split === 'unknown' ? 'train' : null;
};

const describe = (record: DataRecord, observation: Observation | undefined): readonly TrainingRecord[] => {
  const split = splitOf(record.split);
  if (observation === undefined || split === null) {
    return [];
  }
  const { path: picture, source, label, person, session } = record;
  const { center, scale, roll } = observation.geometry;
  return [
    {
      path: picture,
      split,
      source,
      session: `${person ?? ''}/${session ?? ''}`,
      label,
      face: [center.x, center.y, scale, roll],
    },
  ];
};
