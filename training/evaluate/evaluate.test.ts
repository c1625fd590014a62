import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLivenessNet } from '../../src/vision/liveness.ts';
import { parseTopology } from '../../src/vision/runtime/topology.ts';
import { SHIPPED_NET } from '../common/places.ts';
import { readDetections } from '../data/detections.ts';
import { readWasm } from '../data/detector.ts';
import { decodeImage } from '../data/folder.ts';
import { createRenderedFolder, renderFace, type RenderedFolder } from '../data/rendered-folder.ts';
import { evaluationPage } from '../report/page.ts';
import { notesOf, tablesOf } from '../report/rows.ts';
import type { Summary } from '../report/summary.ts';
import { toText } from '../report/table.ts';
import { evaluate, type Settings } from './evaluate.ts';
import type { Presentations } from './presentations.ts';
import { readNet } from './shipped.ts';
import { SHIPPED_THRESHOLDS } from './thresholds.ts';

const settingsFor = (folder: RenderedFolder, rest: Partial<Settings> = {}): Settings => ({
  data: [folder.data],
  split: 'val',
  net: SHIPPED_NET,
  hasProbes: false,
  lit: undefined,
  detections: { cache: folder.cache },
  ...rest,
});

/** Timeout: every test here decodes, detects and scores, which is slow on a busy machine. */
const BUSY_MS = 300_000;
vi.setConfig({ testTimeout: BUSY_MS });

const folders: RenderedFolder[] = [];
const newFolder = async (): Promise<RenderedFolder> => {
  const folder = await createRenderedFolder();
  folders.push(folder);
  return folder;
};
afterAll(() => Promise.all(folders.map(({ root }) => rm(root, { recursive: true }))));

/** A dark room for attacks, so that the classes differ; faces are the same. */
const attackRoom = '#203040';

const addBursts = async (folder: RenderedFolder): Promise<void> => {
  for (const source of ['one', 'two']) {
    for (let index = 0; index < 5; index += 1) {
      const fields = { source, session: 'a', time: index * 0.2, split: 'val' };
      await folder.add(`${source}-live-${index}.png`, await renderFace(index), { ...fields, label: 'live' });
      await folder.add(`${source}-spoof-${index}.png`, await renderFace(index, attackRoom), {
        ...fields,
        label: 'spoof',
        attack: source === 'one' ? 'print' : 'phone_screen',
      });
    }
  }
};

describe('a whole folder', () => {
  let folder: RenderedFolder;
  let summary: Summary;
  let presentations: Presentations;
  beforeAll(async () => {
    folder = await newFolder();
    await addBursts(folder);
    await folder.add('other-split.png', await renderFace(3), { split: 'train' });
    await folder.write();
    await writeFile(path.join(folder.data, 'probes.jsonl'), '{"path":"one-live-0.png"}\n\ntwo-live-1.png\n');
    ({ summary, presentations } = await evaluate(settingsFor(folder, { hasProbes: true })));
  }, BUSY_MS);

  it('counts frames and windows of each class, source and instrument', () => {
    expect(summary.frame).toMatchObject({ live: 10, spoof: 10 });
    expect(summary.window).toMatchObject({ live: 2, spoof: 2 });
    expect(Object.keys(summary.sources)).toEqual(['one', 'two']);
    expect(summary.attacks).toMatchObject({
      print: { frames: 5, windows: 1 },
      phone_screen: { frames: 5, windows: 1 },
    });
    expect(summary.frame.interval.auc).not.toBeNull();
  });

  it('loads the shipped net, by the hash of both files', async () => {
    expect(summary.model).toEqual({ ...(await readNet()).identity, isShipped: true });
    expect(summary.model.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("scores a picture as the SDK's own net does", async () => {
    const { observations } = await readDetections(folder.data, { cache: folder.cache });
    const geometry = observations.get('one-live-2.png')?.geometry;
    const net = await createLivenessNet({ ...(await readNet()), loadWasm: readWasm });
    const pixels = await decodeImage(path.join(folder.data, 'one-live-2.png'));
    const score = geometry === undefined ? Number.NaN : await net.score(pixels, geometry);
    net.dispose();
    expect(presentations.frame.find(({ time, isLive }) => time === 0.4 && isLive)?.score).toBeCloseTo(score, 6);
  });

  it('probes the net unchanged, and with parts of the picture removed', async () => {
    const rows = new Map(summary.probes?.map((row) => [row.name, row]));
    const { branches } = parseTopology((await readNet()).topology);
    expect([...rows.keys()]).toEqual([
      'as it is',
      ...branches.map(({ name }) => `${name} only`),
      'face blanked',
      'background only',
      're-encoded alike',
      'crop of 1.5 face boxes',
      'crop of 1 face boxes',
      'crop of 0.8 face boxes',
      'dark',
      'dark, lit by the screen',
      'screen in the room',
      'between bars',
      'light alone',
      'lit phone in hand',
    ]);
    expect(rows.get('as it is')?.frame).toMatchObject({ auc: summary.frame.auc, bpcer: summary.frame.bpcer });
    expect(rows.get('lit phone in hand')?.frame).toMatchObject({ live: 2, spoof: 0, auc: null });
    expect(rows.get('face blanked')?.frame).toMatchObject({ live: 10, spoof: 10 });
  });

  it('passes its self-check, and the report says so', () => {
    expect(summary.selfCheck.frame?.isChance).toBe(true);
    expect(toText(tablesOf(summary), notesOf(summary))).toContain('chance');
  });

  it('is a page without pictures, scripts or external resources', () => {
    const page = evaluationPage(summary, presentations);
    expect(page.match(/<svg /g)).toHaveLength(6);
    expect(page).toContain('shipped one, by the hash of both files');
    expect(page).not.toMatch(/<img|<image|<script|https?:|data:|NaN|undefined/);
  });

  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });

  it('rejects an unknown split, and names the existing ones', async () => {
    await expect(evaluate(settingsFor(folder, { split: 'test' }))).rejects.toThrow('train, val');
  });

  it('uses val by default', async () => {
    expect((await evaluate(settingsFor(folder, { split: undefined }))).summary).toMatchObject({
      split: 'val',
      frame: { live: 10 },
    });
  });

  it('reports that a changed net is not the shipped one', async () => {
    const other = await mkdtemp(path.join(tmpdir(), 'lifesign-net-'));
    const { topology, weights } = await readNet();
    await writeFile(path.join(other, 'net.json'), `${new TextDecoder().decode(topology)} `);
    await writeFile(path.join(other, 'net.bin'), new Uint8Array(weights));
    const changed = await evaluate(settingsFor(folder, { net: path.join(other, 'net'), split: 'train' }));
    await rm(other, { recursive: true });
    expect(changed.summary.model).toMatchObject({ sha256: summary.model.sha256, isShipped: false });
    expect(notesOf(changed.summary)[0]).toContain('NOT the shipped one');
  });
});

describe('an irregular folder', () => {
  it('is measured, and each irregularity is counted and named', async () => {
    const folder = await newFolder();
    const face = await renderFace(0);
    await addBursts(folder);
    await folder.add(
      'portrait.jpg',
      await sharp(face)
        .extract({ left: 60, top: 0, width: 480, height: 480 })
        .resize(480, 640, { fit: 'cover' })
        .jpeg()
        .toBuffer(),
    );
    await folder.add('full-hd.jpg', await sharp(face).resize(1920, 1080, { fit: 'cover' }).jpeg().toBuffer());
    await folder.add('gray.png', await sharp(face).greyscale().png().toBuffer(), { label: 'spoof' });
    await folder.add('turned.jpg', await sharp(face).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    await folder.add('corrupt.jpg', (await sharp(face).jpeg().toBuffer()).subarray(0, 3000));
    await folder.add('gone.jpg', null);
    await folder.add(
      'wall.png',
      await sharp({ create: { width: 320, height: 240, channels: 3, background: '#777' } })
        .png()
        .toBuffer(),
    );
    await folder.add('one-live-0.png', null);
    await folder.add('mask.png', null, { label: 'mask' });
    folder.addLine('{"path": "one-live-1.png", "split": "val", "label": "li');
    folder.addLine('{"path": "nan.png", "split": "val", "source": "three", "label": "live", "time": NaN, "box": null}');
    await writeFile(path.join(folder.data, 'nan.png'), face);
    await folder.write();

    const { summary } = await evaluate(settingsFor(folder));
    expect(summary.frame).toMatchObject({ live: 14, spoof: 11 });
    expect(summary.unreadable).toEqual(['corrupt.jpg', 'gone.jpg']);
    expect(summary.failures.map(({ path: name, problem }) => [name, problem])).toEqual([
      ['corrupt.jpg', 'unreadable'],
      ['gone.jpg', 'missing'],
      ['wall.png', 'no-face'],
    ]);
    expect(summary.problems.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('duplicate') as string,
      'unknown label "mask"',
      'not a JSON object',
    ]);
    expect(summary.nonResponse.live).toMatchObject({ pictures: 15, withoutScore: 1 });
    expect(summary.timedWindow.live).toBe(2);
    expect(summary.window.live).toBe(6);

    const text = toText(tablesOf(summary), notesOf(summary));
    for (const named of ['corrupt.jpg', 'gone.jpg', 'wall.png', 'mask', 'no face and no box', '1 missing']) {
      expect(text).toContain(named);
    }
  });

  it.each(['live', 'spoof'] as const)('with %s pictures only has no figure that needs both classes', async (label) => {
    const folder = await newFolder();
    await folder.add('a.png', await renderFace(1), { label });
    await folder.add('b.png', await renderFace(2), { label, source: 't' });
    await folder.write();
    const { summary, presentations } = await evaluate(settingsFor(folder));
    expect(summary.frame).toMatchObject({ auc: null, eer: null, apcerAtBpcer1: null, apcerAtBpcer5: null });
    expect(summary.frame[label === 'live' ? 'apcer' : 'bpcer']).toBeNull();
    expect(summary.frame[label === 'live' ? 'bpcer' : 'apcer']).not.toBeNull();
    expect(summary.selfCheck.frame).toBeNull();
    const text = toText(tablesOf(summary), notesOf(summary));
    expect(text).toMatch(/^frames +\d +\d +- +- /m);
    expect(text).not.toMatch(/NaN|undefined|null/);
    expect(evaluationPage(summary, presentations)).not.toMatch(/NaN|undefined/);
  });

  it('without a single readable face still has a report', async () => {
    const folder = await newFolder();
    await folder.add('gone.jpg', null);
    await folder.write();
    const { summary, presentations } = await evaluate(settingsFor(folder, { hasProbes: true }));
    expect(summary.frame).toMatchObject({ live: 0, spoof: 0, auc: null, apcer: null, bpcer: null });
    expect(toText(tablesOf(summary), notesOf(summary))).toContain('gone.jpg');
    expect(evaluationPage(summary, presentations)).not.toMatch(/NaN|undefined|Infinity/);
  });
});

it('measures at the thresholds that ship', async () => {
  const folder = await newFolder();
  await folder.add('a.png', await renderFace(1));
  await folder.write();
  const { summary } = await evaluate(settingsFor(folder));
  expect(summary).toMatchObject({ threshold: SHIPPED_THRESHOLDS.gateway.live, thresholds: SHIPPED_THRESHOLDS });
});
