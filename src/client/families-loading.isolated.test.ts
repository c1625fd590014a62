/** A family whose chunk does not load: a dropped connection, or a release that removed it. */
import { afterEach, expect, it, vi } from 'vitest';
import { LOAD_MS } from '../until-loaded.ts';
import { coe, livenessCheckProxy } from './families.ts';

const state = vi.hoisted(() => ({ isGone: true, asked: 0 }));

vi.mock('./coe/coe.ts', () => ({
  get coe() {
    state.asked += 1;
    if (state.isGone) {
      throw new TypeError('Failed to fetch dynamically imported module');
    }
    return () => ({ begin: async () => ({ submissionId: 's-2' }) });
  },
}));

vi.mock('./lcp/liveness-check-proxy.ts', () => ({
  get livenessCheckProxy() {
    if (state.isGone) {
      throw new TypeError('Failed to fetch dynamically imported module');
    }
    return () => ({ begin: async () => ({ submissionId: 's-1' }) });
  },
}));

/** Its chunk never loads. */
vi.mock('./coe/coe.ts', () => new Promise(() => undefined));

afterEach(() => {
  vi.useRealTimers();
  state.isGone = true;
});

const { signal } = new AbortController();

it('fails like every backend call, with a retryable network error', async () => {
  const backend = livenessCheckProxy({ baseUrl: 'https://gateway.example', userId: 'u' });
  await expect(backend.begin({ signal })).rejects.toMatchObject({
    code: 'network-failed',
    stage: 'network',
    retryable: true,
    detail: 'FAMILY_NOT_LOADED',
  });
  state.isGone = false;
  await expect(backend.begin({ signal })).resolves.toEqual({ submissionId: 's-1' });
});

const waiting = () => coe({ baseUrl: 'https://gateway.example', token: 't', correlationId: 'c', flow: 'liveness' });

it('is waited for as long as other parts of the SDK, and no longer', async () => {
  vi.useFakeTimers();
  const begun = expect(waiting().begin({ signal })).rejects.toMatchObject({
    code: 'network-failed',
    detail: 'FAMILY_NOT_LOADED',
  });
  await vi.advanceTimersByTimeAsync(LOAD_MS);
  await begun;
});

it('may be aborted while it loads', async () => {
  const controller = new AbortController();
  const begun = waiting().begin({ signal: controller.signal });
  controller.abort();
  await expect(begun).rejects.toMatchObject({ code: 'network-failed', detail: 'ABORTED' });
});
