/**
 * The shipped liveness net on a data folder, through the very code that the SDK and the gateway run.
 * `npm run pad:eval -- --data DIR [--split val|train|all] [--json FILE] [--net PATH]`
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { geometryOf } from '../src/vision/geometry.ts';
import { createLivenessNet, LIVENESS_THRESHOLDS, type LivenessNet } from '../src/vision/liveness.ts';
import { decodeImage, readRecords, type DataRecord } from './data-folder.ts';
import { createDetector, readWasm } from './detector.ts';
import { locateFace } from './locate-face.ts';
import { createReport, toTable, type Report } from './report.ts';
import type { Timed } from './windows.ts';

const SHIPPED = path.join(import.meta.dirname, 'lifesign-pad');

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      split: { type: 'string', default: 'val' },
      json: { type: 'string' },
      /** Files `PATH.json` and `PATH.bin`, for a net that is not shipped yet. */
      net: { type: 'string', default: SHIPPED },
    },
  });
  if (values.data === undefined) {
    throw new Error('Usage: npm run pad:eval -- --data DIR [--split val|train|all] [--json FILE] [--net PATH]');
  }
  const records = (await readRecords(values.data)).filter(
    ({ split }) => values.split === 'all' || split === values.split,
  );
  if (records.length === 0) {
    throw new Error(`No picture of split ${values.split} in ${values.data}`);
  }
  const report = await evaluate(values.data, records, values.net, values.split);
  console.log(toTable(report));
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
};

const evaluate = async (
  folder: string,
  records: readonly DataRecord[],
  net: string,
  split: string,
): Promise<Report> => {
  const [topology, weights] = await Promise.all([readFile(`${net}.json`), readFile(`${net}.bin`)]);
  const liveness = await createLivenessNet({
    topology: new Uint8Array(topology).buffer,
    weights: new Uint8Array(weights).buffer,
    loadWasm: readWasm,
  });
  const { frames, nonResponse, unreadable } = await scoreAll(folder, records, liveness);
  liveness.dispose();
  return createReport({
    frames,
    ...LIVENESS_THRESHOLDS,
    split,
    model: { sha256: sha256(weights), topologySha256: sha256(topology) },
    nonResponse,
    unreadable,
  });
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Scores {
  readonly frames: readonly Timed[];
  readonly nonResponse: Report['nonResponse'];
  readonly unreadable: readonly string[];
}

const scoreAll = async (folder: string, records: readonly DataRecord[], liveness: LivenessNet): Promise<Scores> => {
  const detector = await createDetector();
  const frames: Timed[] = [];
  const unreadable: string[] = [];
  const nonResponse = { live: 0, spoof: 0 };
  for (const record of records) {
    const pixels = await decodeImage(path.join(folder, record.path)).catch(() => null);
    if (pixels === null) {
      unreadable.push(record.path);
      continue;
    }
    const located = await locateFace(detector, pixels, record.box);
    if (located === null) {
      nonResponse[record.label] += 1;
      continue;
    }
    const score = await liveness.score(pixels, geometryOf(located.face));
    frames.push({ ...record, isLive: record.label === 'live', score });
  }
  detector.dispose();
  return { frames, nonResponse, unreadable };
};

await main();
