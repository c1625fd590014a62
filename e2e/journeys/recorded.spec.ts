/** The real engine on recordings of real people and real attacks, device and gateway together. */
import type { Page } from '@playwright/test';
import {
  HAS_CLIPS,
  HAS_REAL_DATA,
  NO_CLIPS,
  NO_REAL_DATA,
  clipFile,
  readFrame,
  realFrames,
} from '../../testkit/recordings.ts';
import { expect, test } from '../harness/fixtures.ts';
import { partnerKnows } from '../harness/partner.ts';
import { startLaunch } from '../harness/start-launch.ts';
import { dataUrl, frameOf } from '../harness/still.ts';

test.skip(!HAS_CLIPS, NO_CLIPS);

for (const name of ['s12-live', 's14-live']) {
  test.describe(name, () => {
    test.use({ camera: { clip: clipFile(name) } });

    test('a live person passes liveness', async ({ page }) => {
      const launch = await startLaunch(page, { flow: 'liveness', partner: 'demo' });
      await launch.press('begin');
      expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
      expect(await partnerKnows(page, launch.correlationId)).toMatchObject({ status: 'COMPLETED', result: 'VALID' });
    });
  });
}

const countUploads = (page: Page): (() => number) => {
  let uploads = 0;
  page.on('request', (request) => {
    uploads += (request.headers()['content-type'] ?? '').startsWith('image/') ? 1 : 0;
  });
  return () => uploads;
};

test.describe('a video on a screen', () => {
  test.use({ camera: { clip: clipFile('s06-spoof') } });

  test('is stopped on the device: a used attempt, and no pixel leaves it', async ({ page }) => {
    const uploads = countUploads(page);
    const launch = await startLaunch(page, { flow: 'liveness', partner: 'demo' });
    await launch.press('begin');
    await launch.until('retry');
    const { events } = await launch.recorded();
    expect(events.find(({ type }) => type === 'verdict')).toMatchObject({ verdict: 'spoof' });
    expect(uploads()).toBe(0);
    expect(await partnerKnows(page, launch.correlationId)).toMatchObject({ result: 'INVALID', reasonCode: 'NOT_LIVE' });
    await launch.press('cancel');
    await launch.result();
  });
});

/** Four times through a clip of two seconds: long enough for several holds. */
const PATIENCE_MS = 8_000;

for (const name of ['s04-spoof', 's08-spoof']) {
  test.describe(`${name}: hand-held attacks that shake`, () => {
    test.use({ camera: { clip: clipFile(name) } });

    test('either never hold still enough for a selfie, or are stopped on the device', async ({ page }) => {
      const uploads = countUploads(page);
      const launch = await startLaunch(page, { flow: 'liveness', partner: 'demo' });
      await launch.press('begin');
      await launch.until('framing');
      await launch.until('retry', 1, PATIENCE_MS).catch(() => undefined);
      const { events } = await launch.recorded();
      const verdicts = events.filter(({ type }) => type === 'verdict').map(({ verdict }) => verdict);
      expect(verdicts.filter((verdict) => verdict !== 'spoof')).toEqual([]);
      expect(uploads()).toBe(0);
      await launch.press('cancel');
      await launch.result();
    });
  });
}

/** A picture of the clip's person from seconds after the clip: a selfie that is the reference picture is refused as a copy. */
const laterPicture = async (source: string): Promise<string> => {
  const frames = realFrames().filter((frame) => frame.source === source && frame.label === 'live');
  const last = frames.toSorted((one, other) => (one.time ?? 0) - (other.time ?? 0)).at(-1);
  if (last === undefined) {
    throw new Error(`no pictures of ${source}`);
  }
  return dataUrl(await readFrame(last));
};

/** Number of a frame in which the person faces the camera, as in a reference picture. */
const FACING = 12;

test.describe('verification of s12', () => {
  test.skip(!HAS_REAL_DATA, NO_REAL_DATA);
  test.use({ camera: { clip: clipFile('s12-live') } });

  for (const [title, reference, expected] of [
    ['the same person matches', () => laterPicture('s12'), { status: 'COMPLETED', result: 'VALID', reasonCode: '' }],
    [
      'another person does not',
      () => frameOf(clipFile('s14-live'), FACING),
      { status: 'COMPLETED', result: 'INVALID', reasonCode: 'FACE_MATCH_FAILED' },
    ],
    ['no reference image', null, { status: 'ERROR', reasonCode: 'REFERENCE_IMAGE_NOT_FOUND' }],
  ] as const) {
    test(title, async ({ page }) => {
      const launch = await startLaunch(page, {
        flow: 'verification',
        partner: 'demo',
        ...(reference === null ? {} : { reference: await reference() }),
      });
      await launch.press('begin');
      if (expected.status !== 'COMPLETED' || expected.result !== 'VALID') {
        await launch.until('exhausted');
        await launch.press('close');
      }
      await launch.result();
      expect(await partnerKnows(page, launch.correlationId)).toMatchObject(expected);
    });
  }
});
