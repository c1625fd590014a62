/** The CoE client from opening a submission to its verdict. */
import { compactVerify, importSPKI } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { evidenceWith } from '../../../testkit/evidence.ts';
import { failureOf } from '../../../testkit/failure-of.ts';
import { useFastTimers } from '../../../testkit/fast-timers.ts';
import {
  answer,
  clientOf,
  CONFIRM,
  CONTENT,
  failure,
  memoryGateway,
  type MemoryGateway,
  NEVER,
  status,
  STATUS,
  submitInput,
} from '../../../testkit/memory-gateway.ts';
import { decodeHeaderText, type EvidencePayload } from '../../contract/index.ts';
import type { CoeOptions } from './coe.ts';

const evidence = evidenceWith();

let gateway: MemoryGateway;

const client = (options: Partial<CoeOptions> = {}) => clientOf(gateway, options);

useFastTimers();

beforeEach(() => {
  gateway = memoryGateway();
});

describe('a whole attempt', () => {
  it('opens, uploads, confirms with signed evidence and reports the verdict', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    expect(submission).toEqual({
      submissionId: 'submission-1',
      nonce: 'nonce-submission-1',
      attemptsLeft: 3,
      deviceVerdict: 'enforce',
      light: [],
    });
    const progress: number[] = [];
    const input = await submitInput(submission, { onProgress: (value) => progress.push(value) });
    const outcome = await backend.submit(input);
    expect(outcome).toMatchObject({
      submissionId: 'submission-1',
      nextAction: 'STATUS',
      decided: false,
      attemptsLeft: 2,
    });
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(gateway.stored.get('submission-1/SELFIE')).toEqual(input.images[0]?.bytes);
    expect(gateway.stored.get('submission-1/ADDITIONAL_SELFIE')).toEqual(input.images[1]?.bytes);

    const waiting = await backend.status('submission-1', { signal: NEVER });
    expect(waiting).toMatchObject({ nextAction: 'STATUS', retryAfterMs: 2000, decided: false });
    expect(waiting.messages).toEqual([
      { title: 'One moment', message: 'We are looking' },
      { title: 'Sebentar', message: 'Kami sedang memeriksa', language: 'id' },
    ]);
    expect(await backend.status('submission-1', { signal: NEVER })).toMatchObject({
      nextAction: 'EXIT',
      decided: true,
      passed: true,
      reasonCode: '',
      retryAfterMs: null,
    });
  });

  it('sends the three headers and the launch key with every call, and none of them with an upload', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    await backend.submit(await submitInput(submission));
    await backend.status(submission.submissionId, { signal: NEVER });
    const [calls, uploads] = [/^\/coe/, /^\/content/].map((match) =>
      gateway.requests.filter(({ path }) => match.test(path)),
    );
    for (const name of ['x-sdk-session-id', 'x-lifesign-public-key']) {
      expect(new Set(calls?.map(({ headers }) => headers.get(name))).size).toBe(1);
    }
    expect(calls?.every(({ headers }) => headers.get('x-partner-session-id') === 'correlation-1')).toBe(true);
    expect(uploads).toHaveLength(2);
    for (const { headers } of uploads ?? []) {
      expect(headers.get('content-type')).toBe('image/jpeg');
      expect([...headers.keys()].filter((name) => name.startsWith('x-'))).toEqual([]);
    }
  });

  it.each(['correlation-1', '100%', 'José', '会话 李小龍'])(
    'encodes the correlation id %j for a header',
    async (id) => {
      await client({ correlationId: id }).begin({ signal: NEVER });
      const sent = gateway.requests.at(-1)?.headers.get('x-partner-session-id') ?? '';
      expect(decodeHeaderText(sent)).toBe(id);
    },
  );

  it('signs the uploaded pictures with the key sent to the gateway', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    // An engine's report has more fields about its self-test than the contract.
    const selfTest = { ...evidence.selfTest, costMs: 4 };
    const input = await submitInput(submission, { evidence: { ...evidence, selfTest } });
    await backend.submit(input);
    const header = gateway.requests[0]?.headers.get('x-lifesign-public-key') ?? '';
    const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(header, 'base64url').toString('base64')}\n-----END PUBLIC KEY-----`;
    const key = await importSPKI(pem, 'ES256');
    const { payload, protectedHeader } = await compactVerify(gateway.confirmed[0]?.metadata.evidence ?? '', key);
    expect(protectedHeader.alg).toBe('ES256');
    const signed = JSON.parse(new TextDecoder().decode(payload)) as EvidencePayload;
    expect(signed).toEqual({
      version: 1,
      ...evidence,
      nonce: submission.nonce,
      submissionId: submission.submissionId,
      images: { SELFIE: input.images[0]?.sha256, ADDITIONAL_SELFIE: input.images[1]?.sha256 },
    });
  });

  it('creates a new key and SDK session for every launch', async () => {
    await client().begin({ signal: NEVER });
    await client().begin({ signal: NEVER });
    const [first, second] = gateway.requests;
    for (const name of ['x-sdk-session-id', 'x-lifesign-public-key']) {
      expect(first?.headers.get(name)).not.toBe(second?.headers.get(name));
    }
  });

  it('opens the submission type of its flow', async () => {
    await client().begin({ signal: NEVER });
    await client({ flow: 'verification' }).begin({ signal: NEVER });
    expect(gateway.requests.map(({ path }) => path)).toEqual([
      '/coe/v1/submissions/urls?submissionType=STANDALONE_LIVENESS',
      '/coe/v1/submissions/urls?submissionType=FACE_VERIFICATION',
    ]);
  });

  it('reports a spoof verdict of the device without a picture', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    const spoof = { ...evidence, device: { ...evidence.device, verdict: 'spoof' as const, score: 0.01 } };
    await backend.submit(await submitInput(submission, { images: [], verdict: 'spoof', evidence: spoof }));
    expect(gateway.count(CONTENT)).toBe(0);
    expect(gateway.confirmed).toHaveLength(1);
  });

  it('reads the verdict at once when confirm says it is ready', async () => {
    gateway.state.polls = 0;
    gateway.state.verdict = 'INVALID';
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONFIRM, async () => {
      gateway.fault(STATUS, answer(200, status({ status: 'COMPLETED', nextAction: 'RETRY', reasonCode: 'NOT_LIVE' })));
      return Response.json({ success: true, data: { submissionId: 'submission-1', nextAction: 'RETRY' } });
    });
    expect(await backend.submit(await submitInput(submission))).toMatchObject({
      nextAction: 'RETRY',
      decided: true,
      passed: false,
      reasonCode: 'NOT_LIVE',
    });
  });
});

describe('confirm is idempotent', () => {
  it('takes a conflict after a lost answer as confirmed, and counts once', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONFIRM, 'lost');
    expect(await backend.submit(await submitInput(submission))).toMatchObject({
      submissionId: 'submission-1',
      nextAction: 'STATUS',
    });
    expect(gateway.confirmed).toHaveLength(1);
    expect(gateway.count(CONFIRM)).toBe(2);
    expect(gateway.count(STATUS)).toBe(1);
  });

  it('after a network failure during the whole call, the next submit neither uploads nor counts again', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONFIRM, 'lost', 3);
    const input = await submitInput(submission);
    expect(await failureOf(backend.submit(input))).toMatchObject({ code: 'network-failed' });
    expect(await backend.submit(input)).toMatchObject({ nextAction: 'STATUS' });
    expect(gateway.confirmed).toHaveLength(1);
    expect(gateway.count(CONTENT)).toBe(2);
    expect(gateway.state.opened).toBe(1);
  });

  it('reports a conflict when nothing was confirmed', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONFIRM, answer(409, failure('409', 'SUBMISSION_STATE_CONFLICT')));
    expect(await failureOf(backend.submit(await submitInput(submission)))).toMatchObject({
      code: 'api-rejected',
      detail: 'SUBMISSION_STATE_CONFLICT',
    });
  });
});
