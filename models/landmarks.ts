/**
 * Faces of every picture in a data folder, found once and kept for training, evaluation and
 * cross-validation. Kept until the pictures, their boxes or the code that looks at them change.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { readManifest, type DataRecord } from './data-folder.ts';
import { createDetector, inPackage, useWasmInNode } from './detector.ts';
import { isThere } from './is-there.ts';
import { observe, type Failure, type Observation } from './observe.ts';

const CACHE = path.join(import.meta.dirname, '../.cache/pad');

/** What the lines depend on besides the data folder. */
const SOURCES = [
  'data-folder.ts',
  'data-manifest.ts',
  'detector.ts',
  'locate-face.ts',
  'observe.ts',
  'orientation.ts',
  'skin-tone.ts',
  '../src/vision/exposure.ts',
  '../src/vision/face-patch.ts',
  '../src/vision/geometry.ts',
  '../src/vision/quality.ts',
  '../src/vision/thumbnail.ts',
  '../gateway/src/engine/blazeface/blazeface.ts',
  '../gateway/src/engine/blazeface/flat-table.ts',
  '../gateway/src/engine/blazeface/network.ts',
  '../gateway/src/engine/blazeface/tflite.ts',
];
const PACKAGES = ['@mediapipe/face_detection', '@tensorflow/tfjs-backend-wasm'];

export interface Landmarks {
  readonly observations: ReadonlyMap<string, Observation>;
  /** Pictures without a usable face, in the order of the manifest. */
  readonly failures: readonly Failure[];
}

export interface LandmarkOptions {
  /** Which pictures; all that the manifest names, unless told otherwise. */
  readonly records?: readonly DataRecord[];
  /** Looks at every picture again. */
  readonly isFresh?: boolean;
  /** Where to keep them; the repository's cache unless a test says otherwise. */
  readonly cache?: string;
}

/** The file with one JSON line (`Observation`) for each picture in which a face was found. */
export const prepareLandmarks = async (folder: string, options: LandmarkOptions = {}): Promise<string> => {
  const { isFresh = false, cache = CACHE, records = (await readManifest(folder)).records } = options;
  const file = path.join(cache, `landmarks-${await keyOf(folder, records)}.jsonl`);
  if (isFresh || !(await isThere(file)) || !(await isThere(failuresOf(file)))) {
    const { observations, failures } = await observeAll(folder, records);
    await mkdir(cache, { recursive: true });
    await write(failuresOf(file), failures);
    await write(file, [...observations.values()]);
  }
  return file;
};

export const readLandmarks = async (folder: string, options: LandmarkOptions = {}): Promise<Landmarks> => {
  const file = await prepareLandmarks(folder, options);
  const observations = (await readLines(file)) as readonly Observation[];
  return {
    observations: new Map(observations.map((observation) => [observation.path, observation])),
    failures: (await readLines(failuresOf(file))) as readonly Failure[],
  };
};

const failuresOf = (file: string): string => file.replace(/\.jsonl$/, '.failures.jsonl');

/** Of what the pictures hold, not of where they lie or when they came there: a copy of the folder finds what was kept. */
const keyOf = async (folder: string, records: readonly DataRecord[]): Promise<string> => {
  const hash = createHash('sha256').update(JSON.stringify(sharp.versions));
  const sources = SOURCES.map((source) => path.join(import.meta.dirname, source));
  for (const file of [...sources, ...PACKAGES.map((name) => inPackage(name, 'package.json'))]) {
    hash.update(await readFile(file));
  }
  for (const record of records) {
    const picture = await readFile(path.join(folder, record.path)).catch(() => 'not there');
    hash.update(JSON.stringify([record.path, record.box])).update(createHash('sha256').update(picture).digest());
  }
  return hash.digest('hex').slice(0, 12);
};

const observeAll = async (folder: string, records: readonly DataRecord[]): Promise<Landmarks> => {
  await useWasmInNode();
  const detector = await createDetector();
  const observations = new Map<string, Observation>();
  const failures: Failure[] = [];
  for (const record of records) {
    const outcome = await observe(folder, record, detector);
    if ('problem' in outcome) {
      failures.push(outcome);
    } else {
      observations.set(outcome.path, outcome);
    }
  }
  detector.dispose();
  console.error(`Faces found in ${observations.size} of ${records.length} pictures`);
  return { observations, failures };
};

/** Under another name first, and a name of its own: two processes may do the same work at the same time. */
const write = async (file: string, lines: readonly object[]): Promise<void> => {
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await rename(part, file);
};

const readLines = async (file: string): Promise<readonly unknown[]> =>
  (await readFile(file, 'utf8')).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));
