/** The test kit's gateways, by function calls and by HTTP: a script must have the same outcome with a real client. */
import { describe, expect, it } from 'vitest';
import { evidenceWith } from '../../testkit/evidence.ts';
import type { Backend, SubmissionOutcome, SubmitInput } from '../client/backend.ts';
import { coe } from '../client/coe/coe.ts';
import type { ScriptedAttempt } from './attempt-script.ts';
import { scriptedFetch } from './scripted-fetch.ts';
import { scriptedGateway } from './scripted-gateway.ts';

const { signal } = new AbortController();
const BASE = 'https://gateway.test/lifesign';

const input = (submission: SubmitInput['submission'], verdict: SubmitInput['verdict'] = 'live'): SubmitInput => ({
  submission,
  images: verdict === 'spoof' ? [] : [{ type: 'SELFIE', bytes: new Uint8Array([1, 2, 3]), sha256: 'aa' }],
  verdict,
  evidence: evidenceWith({ device: { ...evidenceWith().device, verdict } }),
  signal,
});

const viaFetch = (attempts: readonly ScriptedAttempt[]): Backend =>
  coe({
    baseUrl: BASE,
    token: 'token',
    correlationId: 'correlation',
    flow: 'liveness',
    fetch: scriptedFetch(BASE, { attempts }).fetch,
  });

const causeOf = async (answer: Promise<Response>): Promise<unknown> => {
  const response = await answer;
  const { errors } = (await response.json()) as { errors: { cause: string }[] };
  return `${String(response.status)} ${String(errors[0]?.cause)}`;
};

/** One attempt from opening to its last answer. */
const play = async (backend: Backend): Promise<SubmissionOutcome[]> => {
  const submission = await backend.begin({ signal });
  const outcomes = [await backend.submit(input(submission))];
  while (outcomes.at(-1)?.nextAction === 'STATUS' && outcomes.length < 10) {
    outcomes.push(await backend.status(submission.submissionId, { signal }));
  }
  return outcomes;
};

describe.each([
  ['by call', (attempts: readonly ScriptedAttempt[]): Backend => scriptedGateway({ attempts })],
  ['by HTTP', viaFetch],
])('a scripted gateway %s', (_name, gatewayOf) => {
  it('drives STATUS, RETRY and EXIT, and runs out of attempts', async () => {
    const message = { title: 'Once more', message: 'Find better light' };
    const backend = gatewayOf([
      { result: 'INVALID', polls: 2, message },
      { result: 'ERROR', nextAction: 'RETRY' },
      { result: 'INVALID', reasonCode: 'FACE_MATCH_FAILED' },
    ]);
    const first = await play(backend);
    expect(first.map(({ nextAction }) => nextAction)).toEqual(['STATUS', 'STATUS', 'STATUS', 'RETRY']);
    expect(first.at(-1)).toMatchObject({
      decided: true,
      passed: false,
      reasonCode: 'NOT_LIVE',
      attemptsLeft: 2,
      messages: [message],
    });
    expect((await play(backend)).at(-1)).toMatchObject({
      decided: false,
      nextAction: 'RETRY',
      reasonCode: 'VERIFICATION_FAILED',
    });
    expect((await play(backend)).at(-1)).toMatchObject({
      decided: true,
      passed: false,
      nextAction: 'EXIT',
      reasonCode: 'FACE_MATCH_FAILED',
      attemptsLeft: 0,
    });
    await expect(play(backend)).rejects.toMatchObject({ code: 'attempts-exhausted' });
  });

  it('passes', async () => {
    expect((await play(gatewayOf([{ result: 'VALID', polls: 0 }]))).at(-1)).toMatchObject({
      decided: true,
      passed: true,
      nextAction: 'EXIT',
      reasonCode: '',
    });
  });

  it('counts a repeated confirm once', async () => {
    const backend = gatewayOf([{ result: 'INVALID', polls: 5 }, { result: 'VALID' }]);
    const submission = await backend.begin({ signal });
    await backend.submit(input(submission));
    expect(await backend.submit(input(submission))).toMatchObject({ nextAction: 'STATUS', attemptsLeft: 1 });
  });

  it('accepts a spoof verdict of the device without pictures', async () => {
    const backend = gatewayOf([{ result: 'INVALID', polls: 0 }, { result: 'VALID' }]);
    const submission = await backend.begin({ signal });
    expect(await backend.submit(input(submission, 'spoof'))).toMatchObject({ submissionId: submission.submissionId });
  });

  it('rejects unknown submissions', async () => {
    await expect(gatewayOf([{ result: 'VALID' }]).status('other', { signal })).rejects.toMatchObject({
      code: 'api-rejected',
      detail: 'SUBMISSION_DOES_NOT_EXIST',
    });
  });
});

it('fails once for each code of the script, and remembers what was submitted', async () => {
  const gateway = scriptedGateway({ failures: { begin: ['network-offline'], status: ['api-failed'] } });
  await expect(gateway.begin({ signal })).rejects.toMatchObject({ code: 'network-offline' });
  const submission = await gateway.begin({ signal });
  await gateway.submit(input(submission));
  await expect(gateway.status(submission.submissionId, { signal })).rejects.toMatchObject({ code: 'api-failed' });
  expect(gateway.submitted).toHaveLength(1);
  expect(gateway.counts).toEqual({ begin: 2, submit: 1, status: 1 });
});

it('stops waiting when aborted', async () => {
  const controller = new AbortController();
  const begun = scriptedGateway({ latencyMs: 60_000 }).begin({ signal: controller.signal });
  controller.abort();
  await expect(begun).rejects.toMatchObject({ detail: 'ABORTED' });
});

describe('by HTTP', () => {
  it('rejects what a real gateway rejects', async () => {
    const { fetch, calls } = scriptedFetch(BASE);
    const headers = { 'x-onekyc-token': 't', 'x-partner-session-id': 'p', 'x-sdk-session-id': 's' };
    const urls = `${BASE}/coe/v1/submissions/urls`;
    expect(await causeOf(fetch(urls))).toBe('400 X_ONEKYC_TOKEN_CAN_NOT_BE_EMPTY');
    expect(await causeOf(fetch(`${urls}?submissionType=SELFIE`, { headers }))).toBe('400 INVALID_SUBMISSION_TYPE');
    const confirm = (body: string): Promise<Response> => fetch(urls, { method: 'PUT', headers, body });
    expect(await causeOf(confirm('no json'))).toBe('400 INVALID_CONFIRM_UPLOAD_REQUEST');
    expect(await causeOf(confirm('{"submissionId":"x"}'))).toBe('422 INVALID_UPLOAD_ARTIFACT');
    expect(await causeOf(fetch(`${BASE}/elsewhere`))).toBe('404 NOT_FOUND');
    expect(calls).toEqual(['upload-urls', 'upload-urls', 'confirm', 'confirm']);
  });

  it('breaks or rejects a call once for each fault', async () => {
    const scripted = scriptedFetch(BASE, {
      faults: [
        { call: 'upload', status: 0 },
        { call: 'confirm', status: 503, cause: 'SERVICE_UNAVAILABLE' },
        { call: 'status', status: 404, cause: 'SUBMISSION_DOES_NOT_EXIST' },
      ],
    });
    const backend = coe({
      baseUrl: BASE,
      token: 't',
      correlationId: 'c',
      flow: 'verification',
      fetch: scripted.fetch,
    });
    const submission = await backend.begin({ signal });
    await backend.submit(input(submission));
    expect(scripted.calls).toEqual(['upload-urls', 'upload', 'upload', 'confirm', 'confirm']);
    expect([...scripted.uploads.keys()]).toEqual([`${submission.submissionId}/SELFIE`]);
    await expect(backend.status(submission.submissionId, { signal })).rejects.toMatchObject({ code: 'api-rejected' });
  });
});
