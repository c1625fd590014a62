/**
 * Faces of every picture in a data folder, found once and kept for training, evaluation and
 * cross-validation. Kept until the pictures, their boxes or the code that processes them change.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { isThere } from '../common/is-there.ts';
import { CACHE } from '../common/places.ts';
import { sha256 } from '../common/sha256.ts';
import { createDetector, inPackage, useWasmInNode } from './detector.ts';
import { readManifest, type DataRecord } from './folder.ts';
import { observe, type Failure, type Observation } from './observe.ts';
import { sourcesOf } from './sources.ts';

/** Inputs of the results besides the data folder: the code that these modules run, and the packages that they read. */
const MODULES = ['detector.ts', 'observe.ts'].map((name) => path.join(import.meta.dirname, name));
const PACKAGES = ['@mediapipe/face_detection', '@tensorflow/tfjs-backend-wasm'];

export interface Detections {
  readonly observations: ReadonlyMap<string, Observation>;
  /** Pictures without a usable face, in the order of the manifest. */
  readonly failures: readonly Failure[];
}

export interface DetectionOptions {
  /** Which pictures. Default: all of the manifest. */
  readonly records?: readonly DataRecord[];
  /** Processes every picture again. */
  readonly isFresh?: boolean;
  /** Where to keep them. Default: the repository's cache; tests use another folder. */
  readonly cache?: string;
}

/** The file with one JSON line (`Observation`) for each picture in which a face was found. */
export const prepareDetections = async (folder: string, options: DetectionOptions = {}): Promise<string> => {
  const { isFresh = false, cache = CACHE, records = (await readManifest(folder)).records } = options;
  const file = path.join(cache, `detections-${await keyOf(folder, records)}.jsonl`);
  if (isFresh || !(await isThere(file)) || !(await isThere(failuresOf(file)))) {
    const { observations, failures } = await observeAll(folder, records);
    await mkdir(cache, { recursive: true });
    await write(failuresOf(file), failures);
    await write(file, [...observations.values()]);
  }
  return file;
};

export const readDetections = async (folder: string, options: DetectionOptions = {}): Promise<Detections> => {
  const file = await prepareDetections(folder, options);
  const observations = (await readLines(file)) as readonly Observation[];
  return {
    observations: new Map(observations.map((observation) => [observation.path, observation])),
    failures: (await readLines(failuresOf(file))) as readonly Failure[],
  };
};

const failuresOf = (file: string): string => file.replace(/\.jsonl$/, '.failures.jsonl');

/** Depends on the content of the pictures, not on paths or dates: a copy of the folder uses the kept results. */
const keyOf = async (folder: string, records: readonly DataRecord[]): Promise<string> => {
  const hash = createHash('sha256').update(JSON.stringify(sharp.versions));
  for (const file of [...(await sourcesOf(...MODULES)), ...PACKAGES.map((name) => inPackage(name, 'package.json'))]) {
    hash.update(await readFile(file));
  }
  for (const record of records) {
    const picture = await readFile(path.join(folder, record.path)).catch(() => 'not there');
    hash.update(JSON.stringify([record.path, record.box])).update(sha256(picture));
  }
  return hash.digest('hex').slice(0, 12);
};

const observeAll = async (folder: string, records: readonly DataRecord[]): Promise<Detections> => {
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

/** Writes to a unique temporary name first, because two processes may do the same work at the same time. */
const write = async (file: string, lines: readonly object[]): Promise<void> => {
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await rename(part, file);
};

const readLines = async (file: string): Promise<readonly unknown[]> =>
  (await readFile(file, 'utf8')).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));
