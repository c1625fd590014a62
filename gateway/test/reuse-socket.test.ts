/** Over a real socket: a picture that was used before passes in no family and for no user, altered or not. */
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { renderFrame, type StreamSpec } from '../../testkit/render/stream.ts';
import { FAMILIES, type Family } from '../src/check/check.ts';
import { createSigner, type LaunchSigner } from './support/capture.ts';
import { onBothDatabases } from './support/databases.ts';
import { familiesConfig } from './support/families.ts';
import { startGateway, type TestGateway } from './support/harness.ts';
import { opening } from './support/opening.ts';
import { createSeeingEngine } from './support/seeing-engine.ts';
import { sendersOf } from './support/send.ts';
import { type Served, serveApp } from './support/socket.ts';

const sitting = (seed: number): StreamSpec => ({
  name: `reuse-${seed}`,
  room: seed,
  sitters: [{ seed, x: 320, y: 240, scale: 92 }],
  light: 1,
  frames: 90,
});

const ALTERED: Readonly<Record<string, (picture: Uint8Array) => Promise<Uint8Array>>> = {
  'the same bytes': (picture) => Promise.resolve(picture),
  're-encoded': (picture) => sharp(picture).resize(576, 432).jpeg({ quality: 60 }).toBuffer(),
  'mirrored': (picture) => sharp(picture).flop().jpeg({ quality: 80 }).toBuffer(),
  'cropped': (picture) =>
    sharp(picture).extract({ left: 30, top: 12, width: 580, height: 440 }).jpeg({ quality: 80 }).toBuffer(),
};

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;
  let signer: LaunchSigner;
  let users = 5000;
  /** Milliseconds by which the gateway's clock was moved; a device's clock moves with it. */
  let ahead = 0;

  opening(async (closing) => {
    const config = familiesConfig([], { policy: { imageReuseDays: 90 } });
    gateway = closing(await startGateway({ config, database: location(), engine: await createSeeingEngine() }));
    served = closing(await serveApp(gateway.app));
    signer = await createSigner();
  });

  const send = async (family: Family, SELFIE: Uint8Array, userId = String((users += 1))): Promise<boolean> => {
    const { status, passed } = await sendersOf(served, signer)[family]({
      userId,
      pictures: { SELFIE },
      forge: (evidence) => ({ ...evidence, capturedAt: evidence.capturedAt + ahead }),
    });
    expect([family, status]).toEqual([family, 200]);
    return passed;
  };

  test('in every family, also for another user; other moments and people pass', { timeout: 300_000 }, async () => {
    const person = sitting(3);
    const stolen = await renderFrame(person, 0);
    expect(await send('coe', stolen, '7001')).toBe(true);
    for (const [how, alter] of Object.entries(ALTERED)) {
      const altered = await alter(stolen);
      for (const family of FAMILIES) {
        expect([how, family, await send(family, altered)]).toEqual([how, family, false]);
      }
    }
    // The same person twice in a row, and somebody else.
    for (const [index, family] of FAMILIES.entries()) {
      expect([family, await send(family, await renderFrame(person, 20 + 15 * index), '7001')]).toEqual([family, true]);
      expect([family, await send(family, await renderFrame(sitting(20 + index), 0))]).toEqual([family, true]);
    }
    const checks = await gateway.db
      .selectFrom('liveness_check')
      .select(['family', 'state', 'reason', 'score'])
      .where('reason', 'is not', null)
      .execute();
    expect(checks).toHaveLength(4 * FAMILIES.length);
    expect(checks).toEqual(checks.map(({ family }) => ({ family, state: 'spoof', reason: 'image-reused', score: 0 })));
  });

  test('of two sent at once, one passes', { timeout: 120_000 }, async () => {
    const picture = await renderFrame(sitting(31), 0);
    const again = await sharp(picture).jpeg({ quality: 70 }).toBuffer();
    const passed = await Promise.all([send('bpm', picture), send('e-verify', again), send('lcp', picture)]);
    expect(passed.filter(Boolean)).toHaveLength(1);
  });

  test(
    'hashes of bytes are kept for 90 days; descriptions of the face are erased with the pictures',
    { timeout: 120_000 },
    async () => {
      const picture = await renderFrame(sitting(32), 0);
      expect(await send('lcp', picture)).toBe(true);
      const faces = () =>
        gateway.db
          .selectFrom('picture_print')
          .select('id')
          .where((eb) => eb.or([eb('square', 'is not', null), eb('hash', 'is not', null), eb('band0', 'is not', null)]))
          .execute();
      expect(await faces()).not.toHaveLength(0);
      const passDays = (days: number): void => {
        ahead += days * 86_400_000;
        gateway.advance(days * 86_400_000);
      };
      passDays(31);
      await gateway.eraseExpired();
      expect(await faces()).toHaveLength(0);
      expect(await send('e-verify', picture)).toBe(false);
      passDays(91);
      expect(await send('e-verify', picture)).toBe(true);
    },
  );
});
