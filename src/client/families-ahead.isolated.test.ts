/** The default family loads before its launch calls it. */
import { expect, it, vi } from 'vitest';
import { coe } from './families.ts';

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

const { signal } = new AbortController();

it('is loaded before it is called, and again after a failure', async () => {
  const backend = coe({ baseUrl: 'https://gateway.example', token: 't', correlationId: 'c', flow: 'liveness' });
  await vi.waitFor(() => expect(state.asked).toBe(1));
  await expect(backend.begin({ signal })).rejects.toMatchObject({ code: 'network-failed', retryable: true });
  state.isGone = false;
  await expect(backend.begin({ signal })).resolves.toEqual({ submissionId: 's-2' });
  expect(state.asked).toBe(2);
});
