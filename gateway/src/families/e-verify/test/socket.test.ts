/** The e-verify family over a socket: starting a token again after its session ended, and error messages. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { MATCH as MATCHING, matchScore } from '../../../engine/match.ts';
import { ask } from '../../../../test/support/capture.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import {
  begin,
  capture,
  type EVerifyClient,
  type EVerifyHarness,
  expectFailure,
  MATCH,
  openEVerify,
  resultsOf,
  SESSION_SECONDS,
  START,
  start,
} from '../../../../test/support/e-verify.ts';
import { serveApp, type Served } from '../../../../test/support/socket.ts';
import { opening } from '../../../../test/support/opening.ts';

const URLS = { source_image_url: 'https://example.com/a.jpg', target_image_url: 'https://example.com/b.jpg' };

onBothDatabases((location) => {
  let opened: EVerifyHarness;
  let served: Served;
  let harness: EVerifyClient;

  opening(async (closing) => {
    opened = closing(await openEVerify(location()));
    served = closing(await serveApp(opened.gateway.app));
    harness = { ...opened, gateway: served };
  });

  const startAgain = (token: string, key = harness.keys.live) =>
    ask(served, 'POST', START, { 'x-api-key': key }, { client_session_token: token });

  const match = () => {
    const [source, target] = ['selfie.jpg', 'id.jpg'].map((name) => `http://${opened.pictures.host}/${name}`);
    const body = { source_image_url: source, target_image_url: target };
    return ask(served, 'POST', MATCH, { 'x-api-key': harness.keys.live }, body);
  };

  describe('a token that has been started before', () => {
    test('names the same session while that is open, its capture included', async () => {
      const token = randomUUID();
      const one = await start(harness, harness.keys.live, token);
      await begin(harness, one);
      opened.gateway.advance(SESSION_SECONDS * 1000 + 1);
      expect((await start(harness, harness.keys.live, token)).sessionId).toBe(one.sessionId);
    });

    test('names a new session when the earlier one has expired, whose result can still be read', async () => {
      const token = randomUUID();
      const former = await start(harness, harness.keys.live, token);
      opened.gateway.advance(SESSION_SECONDS * 1000 + 1);
      const starts = await Promise.all([1, 2, 3].map(() => start(harness, harness.keys.live, token)));
      const [next = former] = starts;
      expect(next.sessionId).not.toBe(former.sessionId);
      expect(new Set(starts.map(({ sessionId }) => sessionId)).size).toBe(1);
      expect((await resultsOf(harness, former.sessionId)).body).toMatchObject({ status: 'expired', result: null });
      expect((await capture(harness, next)).body).toMatchObject({ status: 'completed', outcome: 'live' });
    });

    test('is a conflict when the session has its result, and says what to do', async () => {
      const token = randomUUID();
      const one = await start(harness, harness.keys.live, token);
      await capture(harness, one);
      const again = await startAgain(token);
      expectFailure(again, 409, 'conflict');
      expect(again.headers.get('x-lifesign-capture-token')).toBeNull();
      expect((again.body as { message: string }).message).toBe(
        `client_session_token names ${one.sessionId}, which is completed: read its results, or start with another token.`,
      );
      expect((await resultsOf(harness, one.sessionId)).body).toMatchObject({ status: 'completed' });
    });

    test('of a test key always names the same session', async () => {
      const one = await start(harness, harness.keys.test, 'test-expired');
      expect((await start(harness, harness.keys.test, 'test-expired')).sessionId).toBe(one.sessionId);
    });
  });

  describe('face match', () => {
    test.each(['source', 'target'] as const)(
      'a face too small in the %s is refused with the reason',
      async (picture) => {
        opened.gateway.engine.compared = () => ({
          problem: { picture, reason: 'too-small' },
          match: null,
          confidence: null,
        });
        const reply = await match();
        expectFailure(reply, 400, 'invalid_input');
        expect(reply.body).toMatchObject({
          message: `${picture}_image_url: the face in the image is too small to compare.`,
        });
      },
    );

    test('identical pictures score 100', async () => {
      opened.gateway.engine.compared = () => ({
        problem: null,
        match: { score: matchScore(0), threshold: MATCHING.threshold, result: true, version: 'fake@0' },
        confidence: 0.95,
      });
      expect((await match()).body).toMatchObject({ result: { match_score: 100, is_match: true } });
    });
  });

  test.each([
    [START, {}, 'client_session_token is missing.'],
    [START, { client_session_token: null }, 'client_session_token must be a string.'],
    [START, { client_session_token: 12_345_678 }, 'client_session_token must be a string.'],
    [START, { client_session_token: 'short' }, 'client_session_token is shorter than 8 characters.'],
    [START, { client_session_token: 'x'.repeat(129) }, 'client_session_token is longer than 128 characters.'],
    [START, { client_session_token: 'abcdefgh\u0000' }, 'client_session_token is not valid.'],
    [START, [], 'The body is not valid.'],
    [MATCH, {}, 'source_image_url is missing.'],
    [MATCH, { source_image_url: 'selfie' }, 'source_image_url is not valid.'],
    [MATCH, { ...URLS, threshold: '80' }, 'threshold must be a number.'],
    [MATCH, { ...URLS, threshold: 101 }, 'threshold must be at most 100.'],
    [MATCH, { ...URLS, threshold: -1 }, 'threshold must be at least 0.'],
  ])('%s %j: %s', async (path, body, message) => {
    const reply = await ask(served, 'POST', path, { 'x-api-key': harness.keys.live }, body);
    expectFailure(reply, 400, 'invalid_input');
    expect(reply.body).toMatchObject({ message, error: { message } });
  });
});
