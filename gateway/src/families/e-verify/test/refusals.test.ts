/** What the e-verify family refuses: with its own error; nothing is stored, disclosed or used up. */
import { expect, test } from 'vitest';
import { revokeApiKey } from '../store/api-keys.ts';
import { ask, captureOf, createSigner } from '../../../../test/support/capture.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import {
  bearer,
  begin,
  checksOf,
  type EVerifyHarness,
  expectFailure,
  MATCH,
  newKey,
  openEVerify,
  START,
  start,
} from '../../../../test/support/e-verify.ts';
import { jpeg } from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

interface Row {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Rows by the answer that they must get, then by name. */
type Table = Readonly<Record<string, Readonly<Record<string, Row>>>>;

const results = (id: string, withKey: string): Row => ({
  path: `/v1/biometrics/liveness/${encodeURIComponent(id)}/results`,
  headers: { 'x-api-key': withKey },
});

const makeTable = async (harness: EVerifyHarness) => {
  const { gateway, keys, signer, pictures } = harness;
  const mine = await start(harness);
  const second = await start(harness);
  const nonce = await begin(harness, mine);
  const about = { nonce, submissionId: mine.sessionId };
  const good = await captureOf(signer, about);
  const text = new TextEncoder().encode('not a picture at all');
  const testSession = await start(harness, keys.test);
  const revoked = await newKey(gateway, 'acme');
  await revokeApiKey(gateway.db, { now: () => new Date() }, revoked.id);
  const [header = '', payload = ''] = mine.captureToken.split('.');
  const key = { 'x-api-key': keys.live };
  const token = { client_session_token: 'x'.repeat(12) };
  const starting = (headers: Row['headers'], body: unknown = token): Row => ({
    method: 'POST',
    path: START,
    headers: headers ?? {},
    body,
  });
  const sending = (body: unknown, headers: Row['headers'] = mine.headers): Row => ({
    method: 'PUT',
    path: mine.capturePath,
    headers,
    body,
  });
  const matching = (source: string, extra: Record<string, unknown> = {}): Row => ({
    method: 'POST',
    path: MATCH,
    headers: key,
    body: { source_image_url: source, target_image_url: `http://${pictures.host}/id.jpg`, ...extra },
  });
  const selfie = `http://${pictures.host}/selfie.jpg`;

  const table: Table = {
    '401 unauthorized': {
      'no key': starting({}),
      'unknown key': starting({ 'x-api-key': `ev_live_${'a'.repeat(43)}` }),
      'a key of another kind': starting({ 'x-api-key': 'vza_live_123456789012345678' }),
      'SQL as a key': starting({ 'x-api-key': "ev_live_' or 1=1 --" }),
      'revoked key': starting({ 'x-api-key': revoked.key }),
      'no capture token': sending(good, {}),
      'API key as capture token': sending(good, bearer(keys.live)),
      'forged capture token': sending(good, bearer(`${header}.${payload}.${'A'.repeat(43)}`)),
    },
    '403 forbidden': {
      'key without the product': starting({ 'x-api-key': keys.matchOnly }),
      'test key on a live session': results(mine.sessionId, keys.test),
      'live key on a test session': results(testSession.sessionId, keys.live),
      'capture token of another session': sending(good, second.headers),
    },
    '404 not_found': {
      'unknown session': results('nobody', keys.live),
      'SQL as a session': results("' or '1'='1", keys.live),
      'foreign session': results(mine.sessionId, keys.other),
      'unknown endpoint': { path: '/v1/biometrics/voice', headers: key },
    },
    '409 conflict': {
      'capture that was not begun': { ...sending(good, second.headers), path: second.capturePath },
    },
    '415 invalid_input': {
      'content type not JSON': starting({ ...key, 'content-type': 'text/plain' }),
    },
    '400 invalid_input': {
      'no token': starting(key, {}),
      'short token': starting(key, { client_session_token: 'short' }),
      'long token': starting(key, { client_session_token: 'x'.repeat(129) }),
      'NUL in the token': starting(key, { client_session_token: 'abcdefgh\u0000' }),
      'number as token': starting(key, { client_session_token: 12_345_678 }),
      'not JSON': starting(key, '{'),
      'oversize start': starting(key, { client_session_token: 'x'.repeat(40_000) }),
      'bad public key': { ...sending({ public_key: 'AAAA' }), method: 'POST' },
      'evidence about another session': sending(await captureOf(signer, { nonce, submissionId: second.sessionId })),
      'evidence by another key': sending(await captureOf(await createSigner(), about)),
      'evidence with another nonce': sending(await captureOf(signer, { ...about, nonce: 'another' })),
      'a live verdict without pictures': sending(await captureOf(signer, about, { selfie: null })),
      'a picture that was not signed': sending({
        ...good,
        images: { SELFIE: Buffer.from(await jpeg(480, 640, 9)).toString('base64') },
      }),
      'bytes that are not a picture': sending(await captureOf(signer, about, { selfie: text })),
      'a picture too small': sending(await captureOf(signer, about, { selfie: await jpeg(40, 40) })),
      'not base64': sending({ ...good, images: { SELFIE: '%%%%' } }),
      'oversize capture': sending({ ...good, images: { SELFIE: 'A'.repeat(15_000_000) } }),
      'no address': { ...matching(''), body: {} },
      'plain http': matching('http://example.com/a.jpg'),
      'loopback': matching('https://127.0.0.1/a.jpg'),
      'loopback in another notation': matching('https://0x7f.1/a.jpg'),
      'loopback, IPv6': matching('https://[::1]/a.jpg'),
      'private network': matching('https://10.0.0.8/a.jpg'),
      'cloud metadata': matching('https://169.254.169.254/latest/meta-data'),
      'an allowed host on another port': matching('http://127.0.0.1:1/a.jpg'),
      'credentials in the address': matching(selfie.replace('//', '//u:p@')),
      'a file': matching('file:///etc/passwd'),
      'not an image': matching(selfie.replace('selfie.jpg', 'page.html')),
      'oversize image': matching(selfie.replace('selfie.jpg', 'big.jpg')),
      'missing image': matching(selfie.replace('selfie.jpg', 'none.jpg')),
      'threshold out of range': matching(selfie, { threshold: 101 }),
      'threshold as text': matching(selfie, { threshold: '80' }),
    },
  };
  return { table, mine, good, nonce };
};

const countOf = async ({ gateway }: EVerifyHarness) => ({
  sessions: (await gateway.db.selectFrom('e_verify_session').select('id').execute()).length,
  checks: (await gateway.db.selectFrom('liveness_check').select('id').execute()).length,
  images: (await gateway.db.selectFrom('check_image').select('id').execute()).length,
  verified: gateway.engine.calls.length,
});

onBothDatabases((location) => {
  let harness: EVerifyHarness;

  opening(async (closing) => {
    harness = closing(await openEVerify(location()));
  });

  test('refused with the family’s error, nothing stored, nothing disclosed', { timeout: 180_000 }, async () => {
    const { gateway, keys, signer } = harness;
    const { table, mine, good, nonce } = await makeTable(harness);
    const before = await countOf(harness);
    for (const [answer, rows] of Object.entries(table)) {
      const [status = '', code = ''] = answer.split(' ');
      for (const [name, { method = 'GET', path, headers, body }] of Object.entries(rows)) {
        const reply = await ask(gateway, method, path, headers, body);
        try {
          expectFailure(reply, Number(status), code);
          const scheme = name.includes('capture token') && status === '401' ? 'Bearer' : null;
          expect(reply.headers.get('www-authenticate')).toBe(scheme);
          expect(JSON.stringify(reply.body)).not.toMatch(/ev_live|select |passwd|10\.0\.0|169\.254|stack/i);
        } catch (cause) {
          throw new Error(`${answer}: ${name}`, { cause });
        }
      }
    }
    expect(await countOf(harness)).toEqual(before);

    const sent = await ask(gateway, 'PUT', mine.capturePath, mine.headers, good);
    expect(sent.body).toMatchObject({ outcome: 'live' });
    const another = await captureOf(
      signer,
      { nonce, submissionId: mine.sessionId },
      { verdict: 'spoof', selfie: null },
    );
    const late = await ask(gateway, 'PUT', mine.capturePath, mine.headers, another);
    expect(late.body, 'a session accepts one capture').toMatchObject({ outcome: 'live' });
    expect(await checksOf(harness, mine.sessionId)).toBe(1);
    const log = gateway.logLines.join('\n');
    expect(log).not.toContain(keys.live);
    expect(log).not.toContain(mine.captureToken);
  });
});
