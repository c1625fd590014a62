/** A new master key replaces the old one while gateways run: over sockets, tokens and addresses issued before still work. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { HEADERS } from 'lifesign/contract';
import { expect, test } from 'vitest';
import { keepReferenceImage, storeReferenceImage } from '../src/families/lcp/store/images.ts';
import { createCipher } from '../src/images/cipher.ts';
import { createPictureStore } from '../src/images/picture-store.ts';
import { ADMIN, admin, adminConfig, signIn } from './support/admin.ts';
import { ask, captureOf, createSigner } from './support/capture.ts';
import { begin, START } from './support/e-verify.ts';
import { E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import { command, example, picture, tokenOf } from './support/bpm.ts';
import {
  call,
  finished,
  launch,
  MASTER_KEY,
  partnerTokenOf,
  type Reachable,
  startGateway,
  submit,
  type TestGateway,
} from './support/harness.ts';
import { startPostgres } from './support/postgres.ts';
import { serveApp, type Served } from './support/socket.ts';

const NEW_KEY = new Uint8Array(32).fill(8);
const base64 = (...keys: readonly Uint8Array[]): string =>
  keys.map((key) => Buffer.from(key).toString('base64')).join(',');

const imageOf = async (from: Reachable, submissionId: string): Promise<string> => {
  const token = await partnerTokenOf(from);
  const { body } = await call<{ submissionDetails: { imageUrls: Readonly<Record<string, string>> } }>(
    from,
    'GET',
    '/coe/v1/submissions',
    {
      [HEADERS.token]: token,
      [HEADERS.submissionId]: submissionId,
    },
  );
  const { pathname, search } = new URL(Object.values(body.data.submissionDetails.imageUrls)[0] ?? '');
  return `${pathname}${search}`;
};

test('old and new key side by side, then the new one alone', { timeout: 300_000 }, async (context) => {
  const postgres = await startPostgres();
  if (postgres === null) {
    context.skip('PostgreSQL could not be started here');
    return;
  }
  const config = { ...familiesConfig(), admin: (await adminConfig()).admin };
  const opened: (TestGateway | Served)[] = [];
  const gateways: TestGateway[] = [];
  const start = async (...masterKeys: [Uint8Array, ...Uint8Array[]]) => {
    const gateway = await startGateway({ config, masterKeys, database: { kind: 'server', url: postgres.url } });
    const served = await serveApp(gateway.app);
    opened.unshift(served, gateway);
    gateways.push(gateway);
    return served;
  };
  const run = async (script: string, keys: string, ...words: readonly string[]) => {
    const args = ['--conditions=lifesign-source', `gateway/src/cli/${script}.ts`, ...words];
    const env = { ...process.env, DATABASE_URL: postgres.url, LIFESIGN_MASTER_KEY: keys };
    return promisify(execFile)(process.execPath, args, { env }).then(
      ({ stdout }) => ({ isFine: true, stdout }),
      (error: { readonly stdout: string }) => ({ isFine: false, stdout: error.stdout }),
    );
  };
  try {
    // Every gateway has to read the new key before any of them uses it.
    const before = await start(MASTER_KEY, NEW_KEY);
    const after = await start(NEW_KEY, MASTER_KEY);

    // More than one batch.
    const old = createPictureStore(createCipher(MASTER_KEY), null, 'database');
    await gateways[0]?.db.transaction().execute(async (tx) => {
      for (let index = 0; index < 45; index += 1) {
        const user = `user-${index}`;
        await storeReferenceImage(tx, user, await keepReferenceImage(old, user, new Uint8Array([index])), new Date());
      }
    });

    const submissions: string[] = [];
    const urls: (readonly [Served, string])[] = [];
    for (const [gives, takes] of [
      [before, after],
      [after, before],
    ] as const) {
      // CoE: the user's token and upload address from one gateway at the other, and its image address.
      const launched = await launch(gives, { partnerSessionId: `session-of-${submissions.length}` });
      const { submissionId, confirmed } = await submit(takes, launched);
      expect(confirmed.status).toBe(200);
      await finished(takes, launched, submissionId);
      submissions.push(submissionId);
      const url = await imageOf(gives, submissionId);
      expect((await takes.app.request(url)).status).toBe(200);
      urls.push([gives, url]);

      // e-verify: the capture token.
      const signer = await createSigner();
      const started = await ask(
        gives,
        'POST',
        START,
        { 'x-api-key': E_VERIFY_KEY },
        { client_session_token: `person-${submissions.length}` },
      );
      const sessionId = (started.body as { session_id: string }).session_id;
      const at = {
        sessionId,
        captureToken: started.headers.get('x-lifesign-capture-token') ?? '',
        capturePath: `/v1/biometrics/liveness/${sessionId}/capture`,
        headers: { authorization: `Bearer ${started.headers.get('x-lifesign-capture-token') ?? ''}` },
      };
      const nonce = await begin({ gateway: takes, signer, keys: { live: '', test: '', matchOnly: '', other: '' } }, at);
      const sent = await captureOf(signer, { nonce, submissionId: sessionId });
      expect((await ask(takes, 'PUT', at.capturePath, at.headers, sent)).status).toBe(200);

      // BPM: sealed fields of a record; admin page: the sign-in.
      const token = await tokenOf({ sub: String(5000 + submissions.length) });
      const { body } = await command(gives, 'StartLivenessSessionCommand', token);
      const record = example(String(body.data['sessionId']), await picture());
      expect((await command(takes, 'UpdateLivenessCheckCommand', token, record)).status).toBe(200);
      expect((await admin(takes, 'GET', 'checks', await signIn(gives))).status).toBe(200);
    }

    // Both have appended to the same chains.
    expect((await run('audit-verify', base64(NEW_KEY, MASTER_KEY))).isFine).toBe(true);
    expect((await run('audit-verify', base64(NEW_KEY))).isFine).toBe(false);

    // What the old key sealed cannot be read without it until it is sealed again with the new one.
    expect((await run('keys', base64(NEW_KEY), 'list')).isFine).toBe(false);
    expect((await run('keys', base64(NEW_KEY, MASTER_KEY), 'reseal')).isFine).toBe(true);
    const listed = await run('keys', base64(NEW_KEY, MASTER_KEY), 'list');
    expect(listed.stdout).toMatch(/^[0-9a-f]{8}\t[1-9]\d*\tsealed with\n[0-9a-f]{8}\t0\tread\n$/);
    for (const [at, url] of urls) {
      expect((await at.app.request(url)).status).toBe(200);
    }
    // The proxy's provider knows users by aliases made with the old key; without a proxy the old key can go.
    await expect(start(NEW_KEY)).rejects.toThrow(/must keep the key [0-9a-f]{8}/);
    const { lcp: _lcp, ...others } = config;
    const alone = await startGateway({
      config: others,
      masterKeys: [NEW_KEY],
      database: { kind: 'server', url: postgres.url },
    });
    opened.unshift(alone);
    for (const submissionId of submissions) {
      expect((await alone.app.request(await imageOf(alone, submissionId))).status).toBe(200);
    }
    const reader = await tokenOf({ roles: ['admin'] });
    const user = await command(alone, 'GetUserLivenessCheckQuery', reader, { userId: 5001 });
    expect(user.body.data).toMatchObject({
      LivenessCheck: { ImageBase64: expect.stringContaining('base64') as unknown },
    });
    expect(
      (await ask(alone, 'POST', '/admin/api/sign-in', { 'x-requested-with': 'lifesign-admin' }, ADMIN)).status,
    ).toBe(200);
  } finally {
    for (const each of opened) {
      await each.close(2000);
    }
    await postgres.stop();
  }
});
