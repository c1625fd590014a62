/**
 * Measures each signal of the fusion over time alone, and all of them with the net's scores.
 * `npm run pad:signals -- --data DIR [--data DIR ...] [--clips DIR] [--runs DIR] [--json FILE]`
 * `--data` is a folder with `manifest.jsonl`, or one with such a folder `pad` and clips in `clips` (the first one's are read).
 * `--runs` has scores of nets that have not seen the source (`pad:train --leave-out`); else the shipped net scores.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createLivenessNet, type LivenessNet } from '../../src/vision/liveness.ts';
import { readDetections, type Detections } from '../data/detections.ts';
import { createDetector, readWasm, useWasmInNode } from '../data/detector.ts';
import { isSome, readData, type DataRecord } from '../data/folder.ts';
import { toFrame, type Frame } from '../evaluate/presentations.ts';
import { scoreFrames } from '../evaluate/score.ts';
import { readNet } from '../evaluate/shipped.ts';
import { readRuns } from '../leave-out/runs.ts';
import { toText } from '../report/table.ts';
import { readClips, type Clip } from './clips.ts';
import { injectedWindows } from './injected.ts';
import { measureSignals } from './measure.ts';
import { clipTable, injectedTable, signalTables } from './rows.ts';
import { burstWindows, slidingWindows, type SignalWindow } from './windows.ts';

const SHIPPED = 'the shipped net, which was trained on some of them';

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', multiple: true, default: [] },
      clips: { type: 'string' },
      runs: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const { data, runs, json } = values;
  if (!isSome(data)) {
    throw new Error(
      'Usage: npm run pad:signals -- --data DIR [--data DIR ...] [--clips DIR] [--runs DIR] [--json FILE]',
    );
  }
  const { topology, weights } = await readNet();
  const net = await createLivenessNet({ topology, weights, loadWasm: readWasm });
  const bursts = measureSignals(await readBursts(data, runs, net));
  const beside = path.join(data[0], 'clips');
  const folder = values.clips ?? (existsSync(beside) ? beside : null);
  const clips = folder === null ? [] : await recorded(folder, net);
  net.dispose();

  const streams = measureSignals(clips.flatMap(windowsOf));
  const injected = injectedWindows(clips);
  const scores = runs === undefined ? SHIPPED : 'nets that were trained without the source';
  const tables = [
    ...signalTables(bursts, 'bursts', scores),
    ...(clips.length === 0
      ? []
      : [...signalTables(streams, 'clips', SHIPPED), clipTable(clips), injectedTable(injected)]),
  ];
  console.log(toText(tables, []));
  if (json !== undefined) {
    const files = clips.map((clip) => ({ file: clip.file, isLive: clip.isLive, windows: windowsOf(clip) }));
    await mkdir(path.dirname(path.resolve(json)), { recursive: true });
    await writeFile(json, `${JSON.stringify({ bursts, streams, clips: files, injected }, null, 2)}\n`);
  }
};

const windowsOf = ({ source, isLive, samples }: Clip): readonly SignalWindow[] =>
  slidingWindows(samples).map((verdict) => ({ source, isLive, verdict }));

const readBursts = async (
  data: readonly [string, ...string[]],
  runs: string | undefined,
  net: LivenessNet,
): Promise<readonly SignalWindow[]> => {
  const { root, records } = await readData([placeOf(data[0]), ...data.slice(1).map(placeOf)]);
  const timed = records.filter(({ time }) => time !== null);
  const detections = await readDetections(root, { records });
  const seeds =
    runs === undefined ? await scoreFrames(root, timed, detections, [{ net }]) : await heldOut(runs, timed, detections);
  return seeds.flatMap(burstWindows);
};

const placeOf = (folder: string): string =>
  existsSync(path.join(folder, 'manifest.jsonl')) ? folder : path.join(folder, 'pad');

/** One list for each seed. */
const heldOut = async (
  folder: string,
  records: readonly DataRecord[],
  { observations }: Detections,
): Promise<readonly (readonly Frame[])[]> => {
  const { seeds, problems } = await readRuns(folder, records);
  for (const problem of problems) {
    console.error(problem);
  }
  return seeds.map(({ scores }) =>
    records.flatMap((record) => {
      const observation = observations.get(record.path);
      const score = scores.get(record.path);
      return observation === undefined || score === undefined ? [] : [toFrame(record, observation, score)];
    }),
  );
};

const recorded = async (folder: string, net: LivenessNet): Promise<readonly Clip[]> => {
  await useWasmInNode();
  const detector = await createDetector();
  const clips = await readClips(folder, { detector, net });
  detector.dispose();
  return clips;
};

await main();
