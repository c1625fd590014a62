/** The CoE client's own retries: uploads, expired upload addresses, an expired token. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
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
  submitInput,
  TOKEN,
} from '../../../testkit/memory-gateway.ts';
import type { CoeOptions } from './coe.ts';

let gateway: MemoryGateway;

const client = (options: Partial<CoeOptions> = {}) => clientOf(gateway, options);

useFastTimers();

beforeEach(() => {
  gateway = memoryGateway();
});

describe('uploads', () => {
  it('repeats a failed upload and only that one', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(/ADDITIONAL/, 'unreachable', 2);
    await backend.submit(await submitInput(submission));
    expect(gateway.count(/content.*\/SELFIE/)).toBe(1);
    expect(gateway.count(/content.*ADDITIONAL/)).toBe(3);
    expect(gateway.confirmed).toHaveLength(1);
  });

  it('asks for new upload addresses when the old ones are gone', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONTENT, answer(403, failure('110', 'FORBIDDEN')));
    expect(await backend.submit(await submitInput(submission))).toMatchObject({ submissionId: 'submission-2' });
    expect(gateway.confirmed.map(({ submissionId }) => submissionId)).toEqual(['submission-2']);
  });

  it('asks for new upload addresses before using expired ones', async () => {
    gateway.state.expiryInSeconds = '1';
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.state.expiryInSeconds = '600';
    await backend.submit(await submitInput(submission));
    expect(gateway.count(/content\/submission-1/)).toBe(0);
    expect(gateway.confirmed.map(({ submissionId }) => submissionId)).toEqual(['submission-2']);
  });

  it('opens a new submission only when the nonce expired after the upload', async () => {
    gateway.state.expiryInSeconds = '6';
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    const input = await submitInput(submission);
    gateway.fault(CONFIRM, answer(400, failure('1542', 'INVALID_CONFIRM_UPLOAD_REQUEST')), 2);
    expect(await failureOf(backend.submit(input))).toMatchObject({ detail: 'INVALID_CONFIRM_UPLOAD_REQUEST' });
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 7000);
    expect(await backend.submit(input)).toMatchObject({ submissionId: 'submission-2' });
    expect(gateway.confirmed.map(({ submissionId }) => submissionId)).toEqual(['submission-2']);
  });

  it('gives up when new upload addresses are refused too', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONTENT, answer(410, {}), 2);
    expect(await failureOf(backend.submit(await submitInput(submission)))).toMatchObject({
      code: 'api-rejected',
      detail: 'UPLOAD_REFUSED',
    });
    expect(gateway.confirmed).toHaveLength(0);
  });

  it('reports why a picture is refused', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONTENT, answer(422, failure('422', 'INVALID_UPLOAD_ARTIFACT')));
    expect(await failureOf(backend.submit(await submitInput(submission)))).toMatchObject({
      code: 'api-rejected',
      detail: 'INVALID_UPLOAD_ARTIFACT',
    });
  });
});

describe('an expired token', () => {
  it('is renewed once and the call repeated', async () => {
    gateway.state.accepts = new Set(['fresh']);
    const onTokenExpired = vi.fn(async () => 'fresh');
    const backend = client({ onTokenExpired });
    expect(await backend.begin({ signal: NEVER })).toMatchObject({ submissionId: 'submission-1' });
    await backend.status('submission-1', { signal: NEVER });
    expect(onTokenExpired).toHaveBeenCalledTimes(1);
    expect(gateway.requests.map(({ headers }) => headers.get('x-onekyc-token'))).toEqual([TOKEN, 'fresh', 'fresh']);
  });

  it('is renewed once for calls that fail together', async () => {
    const backend = client({ onTokenExpired: vi.fn(async () => 'fresh') });
    const { submissionId } = await backend.begin({ signal: NEVER });
    gateway.state.accepts = new Set(['later']);
    const onTokenExpired = vi.fn(async () => 'later');
    const other = client({ onTokenExpired });
    await Promise.all([other.begin({ signal: NEVER }), other.status(submissionId, { signal: NEVER })]);
    expect(onTokenExpired).toHaveBeenCalledTimes(1);
  });

  it('ends the call when the new token is refused too', async () => {
    gateway.state.accepts.clear();
    const onTokenExpired = vi.fn(async () => 'stale');
    expect(await failureOf(client({ onTokenExpired }).begin({ signal: NEVER }))).toMatchObject({
      code: 'api-unauthorized',
      retryable: false,
    });
    expect(onTokenExpired).toHaveBeenCalledTimes(1);
  });

  it('ends the call when the host has none, without quoting the error of its callback', async () => {
    gateway.state.accepts.clear();
    expect(await failureOf(client().begin({ signal: NEVER }))).toMatchObject({ code: 'api-unauthorized' });
    const onTokenExpired = vi.fn(async () => Promise.reject(new Error(`refused ${TOKEN}`)));
    const error = await failureOf(client({ onTokenExpired }).begin({ signal: NEVER }));
    expect(onTokenExpired).toHaveBeenCalledTimes(1);
    expect(error.code).toBe('api-unauthorized');
    expect(error.message).not.toContain(TOKEN);
  });

  it('does not delay an abort', async () => {
    gateway.state.accepts.clear();
    const controller = new AbortController();
    const onTokenExpired = (): Promise<string> => {
      controller.abort();
      return new Promise(() => undefined);
    };
    expect(await failureOf(client({ onTokenExpired }).begin({ signal: controller.signal }))).toMatchObject({
      detail: 'ABORTED',
    });
  });
});
