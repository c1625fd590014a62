import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openExpert } from '../../gateway/src/engine/experts/expert.ts';
import { tinyEntry, tinyNet } from '../../gateway/test/support/tiny-onnx.ts';
import { SHIPPED_NET } from '../common/places.ts';
import { sha256 } from '../common/sha256.ts';
import { createRenderedFolder, renderFace, type RenderedFolder } from '../data/rendered-folder.ts';
import { tablesOf } from '../report/rows.ts';
import type { Summary } from '../report/summary.ts';
import { toText } from '../report/table.ts';
import { evaluate, type Settings } from './evaluate.ts';
import { joinPresentations } from './experts.ts';
import type { Presentation, Presentations } from './presentations.ts';
import { SHIPPED_THRESHOLDS } from './thresholds.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const ATTACK_ROOM = '#203040';

let folder: RenderedFolder;
let alone: Summary;
let joint: Summary;

const settings = (rest: Partial<Settings> = {}): Settings => ({
  data: [folder.data],
  split: 'val',
  net: SHIPPED_NET,
  hasProbes: false,
  lit: undefined,
  detections: { cache: folder.cache },
  ...rest,
});

beforeAll(async () => {
  folder = await createRenderedFolder();
  for (const label of ['live', 'spoof']) {
    for (let index = 0; index < 6; index += 1) {
      const picture = await renderFace(index, label === 'live' ? undefined : ATTACK_ROOM);
      await folder.add(`${label}-${index}.png`, picture, { label, session: label, time: index * 0.2 });
    }
  }
  await folder.write();
  // The expert scores bright rooms as bona fide, and our net has weight 0.
  const net = tinyNet({
    size: 16,
    bias: [0, -8],
    slopes: [
      [0, 0, 0],
      [0, 0, 20],
    ],
  });
  const file = path.join(folder.root, 'room.onnx');
  await writeFile(file, net);
  const entry = tinyEntry({
    name: 'room',
    file,
    sha256: sha256(net),
    crop: { scale: 3, border: 'moved' },
    input: { size: 16, order: 'RGB', range: '0-1' },
  });
  const expert = await openExpert(entry);
  const knownAnswers = await expert.answers();
  await expert.release();
  const experts = [{ ...entry, file: 'room.onnx', weight: 1, knownAnswers }];
  const config = path.join(folder.root, 'config.json');
  await writeFile(config, JSON.stringify({ engine: { experts, joint: { own: 0, scale: 1, bias: 0 } } }));
  alone = (await evaluate(settings())).summary;
  joint = (await evaluate(settings({ experts: config }))).summary;
});
afterAll(() => rm(folder.root, { recursive: true }));

const titles = (summary: Summary) => tablesOf(summary).map(({ title }) => title);

describe('an evaluation with experts', () => {
  it('measures the joint verdict beside ours alone, which is unchanged', () => {
    const { experts, ...rest } = joint;
    expect({ ...rest, experts: null }).toEqual(alone);
    expect(experts?.names).toEqual(['room']);
    expect(experts?.frame).toMatchObject({ live: 6, spoof: 6, auc: 1, apcer: 0, bpcer: 0 });
    expect(experts?.window).toMatchObject({ live: 1, spoof: 1, auc: 1, apcer: 0, bpcer: 0 });
    expect(experts?.sources['s']?.frame.auc).toBe(1);
    for (const point of ['deviceStop', 'deviceLive'] as const) {
      expect(experts?.frame.operating[point]).toEqual(alone.frame.operating[point]);
      expect(experts?.window.operating[point]).toEqual(alone.window.operating[point]);
    }
  });

  it('is reported in separate tables', () => {
    expect(titles(joint)).toEqual([...titles(alone), 'With experts', 'Sources with experts']);
    const text = toText(tablesOf(joint), []);
    expect(text).toMatch(/^frames, with experts +1\.0000 +0\.0 %/m);
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it('needs a configuration with experts', async () => {
    const none = path.join(folder.root, 'none.json');
    await writeFile(none, '{}');
    await expect(evaluate(settings({ experts: none }))).rejects.toThrow('names no experts');
  });
});

describe('the final acceptance', () => {
  const { device, gateway } = SHIPPED_THRESHOLDS;
  const presentation = (score: number): Presentation => ({
    source: 's',
    session: null,
    person: null,
    isLive: true,
    attack: null,
    time: null,
    luma: 0.5,
    skin: 20,
    score,
    passes: {
      deviceStop: score > device.spoof,
      deviceLive: score >= device.live,
      gatewayLive: score >= gateway.live,
      accepted: false,
    },
  });
  const listOf = (score: number): Presentations => ({
    frame: [presentation(score)],
    window: [],
    timedWindow: [],
    fullWindow: [],
    secondLook: [],
  });

  it.each([
    ['with a device verdict of live the experts decide', 0.9, 0.65, true],
    ['and may refuse', 0.9, 0.5, false],
    ['with a device verdict of uncertain its score is the maximum', 0.55, 0.99, false],
    ['a device verdict of spoof stays', 0.05, 0.99, false],
  ])('%s', (_case, ours, together, accepted) => {
    const { frame } = joinPresentations(listOf(ours), listOf(together), SHIPPED_THRESHOLDS);
    expect(frame[0]?.score).toBe(together);
    expect(frame[0]?.passes).toMatchObject({
      deviceLive: ours >= device.live,
      gatewayLive: together >= gateway.live,
      accepted,
    });
  });

  it('refuses lists of different presentations', () => {
    const other = { ...listOf(0.5), frame: [{ ...presentation(0.5), source: 'other' }] };
    expect(() => joinPresentations(listOf(0.5), other, SHIPPED_THRESHOLDS)).toThrow('not of the same presentations');
  });
});
