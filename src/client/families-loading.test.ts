/** A family whose file does not come: a dropped connection, or a release that took it away. */
import { afterEach, expect, it, vi } from 'vitest';
import { coeFamily, livenessCheckProxy } from './families.ts';

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

afterEach(() => {
  state.isGone = true;
});

const { signal } = new AbortController();

it('fails as every call of a backend does: in the network, to be tried again', async () => {
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

it('asks for the default family before it is called, and again after a failure', async () => {
  const options = { baseUrl: 'https://gateway.example', token: 't', correlationId: 'c', flow: 'liveness' } as const;
  const backend = coeFamily(options);
  await vi.waitFor(() => expect(state.asked).toBe(1));
  await expect(backend.begin({ signal })).rejects.toMatchObject({ code: 'network-failed', retryable: true });
  state.isGone = false;
  await expect(backend.begin({ signal })).resolves.toEqual({ submissionId: 's-2' });
  expect(state.asked).toBe(2);
});
