/** Comparison by the engine as shipped: real thread, real models. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { matchScoreOf } from '../families/e-verify/rules.ts';
import type { Engine } from './types.ts';
import { createEngine } from './engine.ts';
import {
  groupBy,
  HAS_REAL_DATA,
  NO_REAL_DATA,
  readFrame,
  readPortraits,
  realFrames,
} from '../../../testkit/recordings.ts';
import { renderPicture } from '../../../testkit/rendered-face.ts';

let engine: Engine;

beforeAll(async () => {
  engine = createEngine({ threads: 1 });
  await engine.ready();
}, 120_000);

afterAll(() => engine.close());

it('matches a drawn face with itself, and names the picture without one', async () => {
  const drawn = await renderPicture({ faces: [{ x: 320, y: 240, size: 280 }] });
  const empty = await renderPicture({ faces: [] });
  const same = await engine.compare({ source: drawn, target: drawn });
  expect(same.problem).toBeNull();
  // Identical pictures score exactly 100.
  expect(same.match === null ? null : matchScoreOf(same.match)).toBe(100);
  expect(same.confidence).toBeGreaterThan(0.5);
  expect((await engine.compare({ source: empty, target: drawn })).problem).toEqual({
    picture: 'source',
    reason: 'no-face',
  });
  expect((await engine.compare({ source: drawn, target: empty })).problem).toEqual({
    picture: 'target',
    reason: 'no-face',
  });
});

it('rejects a picture that is scaled down too far', async () => {
  const drawn = await renderPicture({ faces: [{ x: 320, y: 240, size: 280 }] });
  const small = new Uint8Array(await sharp(drawn).resize(96).png().toBuffer());
  expect((await engine.compare({ source: drawn, target: small })).problem).toEqual({
    picture: 'target',
    reason: 'too-small',
  });
});

describe('real people', () => {
  it('tells strangers apart', { timeout: 300_000 }, async (context) => {
    if (!HAS_REAL_DATA) {
      context.skip(NO_REAL_DATA);
    }
    const portraits = await readPortraits(9);
    const [first, ...others] = portraits;
    for (const other of others) {
      const { problem, match } = await engine.compare({ source: first ?? new Uint8Array(), target: other });
      expect(problem).toBeNull();
      expect(match?.result).toBe(false);
    }
  });

  it('matches most people in another recording', { timeout: 300_000 }, async (context) => {
    if (!HAS_REAL_DATA) {
      context.skip(NO_REAL_DATA);
    }
    const live = realFrames().filter(
      ({ label, person, session }) => label === 'live' && person !== null && session !== null,
    );
    const pairs = groupBy(live, ({ person, source }) => `${source}/${String(person)}`)
      .map((frames) => groupBy(frames, ({ session }) => session))
      .filter((sessions) => sessions.length > 1)
      .slice(0, 10)
      .map(([one, other]) => [one?.[0], other?.[0]] as const);
    expect(pairs.length).toBeGreaterThan(4);
    let known = 0;
    for (const [one, other] of pairs) {
      if (one !== undefined && other !== undefined) {
        const answer = await engine.compare({ source: await readFrame(one), target: await readFrame(other) });
        known += Number(answer.match?.result === true);
      }
    }
    expect(known / pairs.length).toBeGreaterThan(0.6);
  });
});
