/**
 * Times one liveness decision against the open nets that are the usual alternative, in the same run.
 * `npm run bench -- [--json FILE] [--rounds N] [--net PATH]`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { env } from 'onnxruntime-web/wasm';
import { ensureChromium } from '../../scripts/browser.ts';
import { ROOT, SHIPPED_NET } from '../common/places.ts';
import { drawPicture } from '../sameness/pictures.ts';
import { prepareFiles } from './files.ts';
import { raceInChromium } from './in-chromium.ts';
import { raceInNode } from './in-node.ts';
import {
  compare,
  compareInChromium,
  describeMachine,
  LIMITS,
  loadOfLastMinute,
  toTable,
  type BenchReport,
} from './report.ts';

const CACHE = path.join(ROOT, '.cache/bench');
/** 640 x 480, with a face at a usual distance. */
const PICTURE = 'webcam';

export const bench = async (net: string, rounds: number): Promise<BenchReport> => {
  const loadBefore = loadOfLastMinute();
  const files = await prepareFiles(net, CACHE);
  const scene = drawPicture(PICTURE);
  const inNode = await raceInNode(files, scene, rounds);
  const inChromium = await raceInChromium(files, { picture: PICTURE, rounds }, path.join(CACHE, 'vite'));
  return {
    machine: describeMachine(loadBefore),
    frame: { width: scene.pixels.width, height: scene.pixels.height },
    rounds,
    limits: LIMITS,
    peer: {
      runtime: `onnxruntime-web ${env.versions.web}`,
      nets: files.peers.map(({ model: _model, ...figures }) => figures),
    },
    node: compare(process.version, inNode),
    chromium: compareInChromium(inChromium),
  };
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      rounds: { type: 'string', default: '200' },
      /** Files `PATH.json` and `PATH.bin`, for a net that is not shipped yet. */
      net: { type: 'string', default: SHIPPED_NET },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new Error('Usage: npm run bench -- [--json FILE] [--rounds N] [--net PATH]');
  }
  process.env['LIFESIGN_CHROMIUM'] = ensureChromium();
  const report = await bench(values.net, rounds);
  console.log(toTable(report));
  if (values.json !== undefined) {
    await mkdir(path.dirname(path.resolve(values.json)), { recursive: true });
    await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
};

if (import.meta.main) {
  await main();
}
