import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBlazeFace, geometryOf } from 'lifesign/vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpertConfig, ExpertNet } from '../config.ts';
import { tinyEntry, tinyNet, type TinyNet } from '../../../test/support/tiny-onnx.ts';
import { readNetFiles } from '../assets.ts';
import { startBackend } from '../backend.ts';
import { decodeImage } from '../decode.ts';
import {
  EXPERTS_FOLDER,
  groupBy,
  HAS_EXPERTS,
  NO_EXPERTS,
  readFrame,
  realFrames,
  spread,
} from '../../../../testkit/recordings.ts';
import { sha256Of } from '../../crypto/sha256.ts';
import { openExpert, startExpert } from './expert.ts';
import { PRESETS } from './presets.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifesign-experts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

const write = (bytes: Uint8Array): Pick<ExpertNet, 'file' | 'sha256'> => {
  files += 1;
  const file = join(folder, `net-${files}.onnx`);
  writeFileSync(file, bytes);
  return { file, sha256: sha256Of(bytes) };
};

const entryOf = (net: TinyNet, changes: Partial<ExpertNet> = {}): ExpertNet =>
  tinyEntry({ ...write(tinyNet(net)), ...changes });

const answersOf = async (net: ExpertNet): Promise<readonly number[]> => {
  const expert = await openExpert(net);
  const answers = await expert.answers();
  await expert.release();
  return answers;
};

const SIZE = 8;
/** Its logit is the mean of the first plane: red or blue, as the entry says. */
const FIRST_PLANE: TinyNet = {
  size: SIZE,
  bias: [0, 0],
  slopes: [
    [0, 0, 0],
    [1, 0, 0],
  ],
};

describe('an expert', () => {
  it('gives its net the crop in the order and range of its entry', async () => {
    const [width, height] = [64, 48];
    const data = Uint8Array.from({ length: width * height * 3 }, (_value, index) => [204, 102, 51][index % 3] ?? 0);
    const geometry = { center: { x: 30, y: 20 }, scale: 10, roll: 0, yaw: 0, pitch: 0 };
    for (const [order, range, logit] of [
      ['RGB', '0-1', 0.8],
      ['BGR', '0-1', 0.2],
      ['RGB', '0-255', 204],
      ['BGR', '0-255', 51],
    ] as const) {
      const expert = await openExpert(entryOf(FIRST_PLANE, { input: { size: SIZE, order, range } }));
      expect(await expert.logit({ data, width, height, channels: 3 }, geometry)).toBeCloseTo(logit, 4);
      await expert.release();
    }
  });

  it('a change of any setting changes the answers to the drawn pictures', async () => {
    const slopes = [
      [0, 0, 0],
      [7, -5, 3],
    ];
    const net = entryOf({ size: SIZE, bias: [0, 0], slopes });
    const known = await answersOf(net);
    const changes: readonly Partial<ExpertNet>[] = [
      { crop: { ...net.crop, scale: 2.2 } },
      { crop: { ...net.crop, border: 'reflected' } },
      { input: { ...net.input, order: 'BGR' } },
      { input: { ...net.input, range: '0-255' } },
      { output: { ...net.output, live: [0] } },
    ];
    for (const change of changes) {
      await expect(startExpert({ ...net, ...change, weight: 1, knownAnswers: [...known] })).rejects.toThrow('answers');
    }
    const started = await startExpert({ ...net, weight: 1, knownAnswers: [...known] });
    await started.release();
  });
});

const working = (changes: Partial<ExpertConfig> = {}): ExpertConfig => ({
  ...entryOf({ size: SIZE, bias: [1, 3] }),
  weight: 1,
  knownAnswers: [2, 2],
  ...changes,
});

describe('an unusable entry is rejected by name', () => {
  it.each([
    ['no file', () => working({ file: join(folder, 'none.onnx') }), 'none.onnx cannot be read: ENOENT'],
    ['another file', () => working({ sha256: 'b'.repeat(64) }), `its entry says ${'b'.repeat(64)}`],
    ['no net', () => working(write(new TextEncoder().encode('not a net'))), 'is not a net of this entry'],
    [
      'a truncated net',
      () => working(write(tinyNet({ size: SIZE, bias: [1, 3] }).subarray(0, 90))),
      'is not a net of this entry',
    ],
    [
      'another size',
      () => working({ input: { size: 16, order: 'RGB', range: '0-1' } }),
      'its input is 1 x 3 x 8 x 8 and not 1 x 3 x 16 x 16',
    ],
    [
      'an output index that does not exist',
      () => working({ output: { kind: 'softmax', live: [2] } }),
      'it gives 2 numbers',
    ],
    ['live outputs only', () => working({ output: { kind: 'softmax', live: [0, 1] } }), 'it gives 2 numbers'],
    [
      'a difference of three',
      () => working({ ...entryOf({ size: SIZE, bias: [1, 2, 3] }), output: { kind: 'difference', live: [0] } }),
      'it gives 3 numbers',
    ],
    [
      'other answers',
      () => working({ knownAnswers: [2, 2.03] }),
      'answers 2.000, 2.000 to the drawn pictures, its entry says 2.000, 2.030',
    ],
    ['no number', () => working(entryOf({ size: SIZE, bias: [1, Number.NaN] })), 'answers NaN, NaN'],
  ] as const)('%s', async (_case, entry, message) => {
    const failure = await startExpert(entry()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'ExpertError', message: expect.stringContaining(message) as unknown });
    expect((failure as Error).message).toMatch(/^Expert tiny: [^\n]+$/);
  });
});

const SHIPPED_AS = {
  'minifas-v2': 'minifas-v2-2.7',
  'minifas-v1se': 'minifas-v1se-4.0',
  'facenox': 'facenox-1.5',
} as const;

describe.skipIf(!HAS_EXPERTS)(`the open nets (skipped with ${NO_EXPERTS})`, () => {
  beforeAll(() => startBackend());

  it.each(Object.entries(SHIPPED_AS))('%s, by its preset, tells live faces from attacks', async (name, file) => {
    const preset = PRESETS[name];
    if (preset === undefined) {
      throw new Error('There is no such preset');
    }
    const { crop, input, output, sha256 } = preset;
    const expert = await openExpert({ name, file: join(EXPERTS_FOLDER, `${file}.onnx`), sha256, crop, input, output });
    const detector = await createBlazeFace(await readNetFiles('face-detector'));
    const means = new Map<string, number>();
    for (const frames of groupBy(
      realFrames().filter(({ path }) => path.startsWith('val/')),
      ({ label }) => label,
    )) {
      const logits: number[] = [];
      for (const frame of spread(frames, 40)) {
        const pixels = await decodeImage(await readFrame(frame));
        const [face] = pixels === null ? [] : await detector.detect(pixels, 0.5);
        if (pixels !== null && face !== undefined) {
          logits.push(await expert.logit(pixels, geometryOf(face)));
        }
      }
      expect(logits.length).toBeGreaterThan(25);
      means.set(frames[0]?.label ?? '', logits.reduce((sum, logit) => sum + logit, 0) / logits.length);
    }
    detector.dispose();
    await expert.release();
    const [live = Number.NaN, spoof = Number.NaN] = [means.get('live'), means.get('spoof')];
    expect(live).toBeGreaterThan(spoof + 2);
    expect(live).toBeGreaterThan(0);
  });
});
