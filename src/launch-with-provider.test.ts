import { describe, expect, it, vi } from 'vitest';
import { LifesignError } from './errors.ts';
import { launchWithProvider, type ProviderLaunchConfig } from './launch-with-provider.ts';

type Answer = { readonly result: string } | { readonly status: number; readonly code: string };

/** A proxy that answers init with or without a token, and verify by the script. */
const proxy = (verify: Answer, type: 'TOKEN' | 'NONE' = 'TOKEN') => {
  const calls: { readonly path: string; readonly body: unknown }[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    calls.push({ path: pathname, body: await request.json() });
    if (pathname.endsWith('/init')) {
      return Response.json({ initiationType: type, reference: type === 'TOKEN' ? 'secret-token' : null });
    }
    return 'result' in verify
      ? Response.json({ result: verify.result, selfie: null })
      : Response.json(
          { status: 'ERROR', responseObject: { code: verify.code, message: 'no' } },
          { status: verify.status },
        );
  };
  const captureWithProvider = vi.fn<ProviderLaunchConfig['captureWithProvider']>(async () => ({}));
  const baseUrl = 'https://gateway.test/liveness-check-proxy';
  return { calls, config: { baseUrl, userId: 'user1', correlationId: 'c-1', captureWithProvider, fetch } };
};

const VERIFY = '/liveness-check-proxy/liveness/verify';

describe('launchWithProvider', () => {
  it.each(['ACCEPTED', 'REJECTED'])('passes the token to the provider and completes with %s', async (result) => {
    const { calls, config } = proxy({ result });
    expect(await launchWithProvider(config)).toEqual({
      correlationId: 'c-1',
      status: 'COMPLETED',
      submissionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(config.captureWithProvider).toHaveBeenCalledExactlyOnceWith({
      reference: 'secret-token',
      signal: expect.any(AbortSignal),
    });
    expect(calls).toEqual([
      { path: '/liveness-check-proxy/liveness/init', body: { userId: 'user1' } },
      { path: VERIFY, body: { userId: 'user1', livenessRecord: { reference: 'secret-token' } } },
    ]);
  });

  it('sends the capture of a provider that gives no token', async () => {
    const { calls, config } = proxy({ result: 'ACCEPTED' }, 'NONE');
    const image = 'c2VsZmllSW1hZ2U=';
    await launchWithProvider({ ...config, captureWithProvider: async () => ({ image }) });
    expect(calls[1]?.body).toEqual({ userId: 'user1', livenessRecord: { image } });
  });

  it('waits for the verdict on an upload over a slow connection', async () => {
    const { config } = proxy({ result: 'ACCEPTED' });
    // Loads the family's client in real time, before the timers are faked.
    await launchWithProvider(config);
    vi.useFakeTimers();
    try {
      const slow = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
        const request = new Request(input, init);
        if (request.url.endsWith('/verify')) {
          await new Promise((resolve) => setTimeout(resolve, 60_000));
        }
        return config.fetch(request);
      };
      const launched = launchWithProvider({ ...config, fetch: slow });
      await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(1));
      await vi.advanceTimersByTimeAsync(61_000);
      expect(await launched).toMatchObject({ status: 'COMPLETED' });
    } finally {
      vi.useRealTimers();
    }
  });

  it.each<[string, Answer, object]>([
    [
      'no verdict',
      { status: 400, code: 'VERIFICATION_ERROR' },
      { errorCode: 'VERIFICATION', detailedErrorCode: 'VERIFICATION_FAILED' },
    ],
    ['a provider that cannot be reached', { status: 409, code: 'ERROR_REMOTE' }, { errorCode: 'API' }],
    ['an unknown answer', { result: 'PERHAPS' }, { errorCode: 'API', detailedErrorCode: 'api-malformed' }],
  ])('ends in an error with %s', async (_what, verify, extra) => {
    const { config } = proxy(verify);
    expect(await launchWithProvider(config)).toMatchObject({ correlationId: 'c-1', status: 'ERROR', extra });
  });

  it.each<[string, unknown, object]>([
    [
      'the person closed it',
      new DOMException('closed', 'AbortError'),
      { status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } },
    ],
    [
      'it threw',
      new Error('secret-token expired'),
      { status: 'ERROR', extra: { errorCode: 'VERIFICATION', detailedErrorCode: 'capture-failed' } },
    ],
    [
      'it threw a LifesignError',
      new LifesignError('permission-user', 'refused'),
      { status: 'ERROR', extra: { errorCode: 'PERMISSION' } },
    ],
  ])("does not verify when the provider's SDK did not complete: %s", async (_what, thrown, expected) => {
    const { calls, config } = proxy({ result: 'ACCEPTED' });
    const result = await launchWithProvider({ ...config, captureWithProvider: () => Promise.reject(thrown) });
    expect(result).toMatchObject(expected);
    expect(JSON.stringify(result)).not.toContain('secret-token');
    expect(calls.map(({ path }) => path)).not.toContain(VERIFY);
  });

  it("does not reveal a synchronous error of the provider's SDK", async () => {
    const { config } = proxy({ result: 'ACCEPTED' });
    config.captureWithProvider.mockImplementation(() => {
      throw new Error('secret-token');
    });
    const result = await launchWithProvider(config);
    expect(result).toMatchObject({ status: 'ERROR', extra: { detailedErrorCode: 'capture-failed' } });
    expect(JSON.stringify(result)).not.toContain('secret-token');
  });

  it('ends with the signal, while the provider still captures', async () => {
    const { calls, config } = proxy({ result: 'ACCEPTED' });
    const controller = new AbortController();
    const captureWithProvider = (): Promise<never> => {
      controller.abort();
      return new Promise(() => undefined);
    };
    expect(await launchWithProvider({ ...config, captureWithProvider, signal: controller.signal })).toMatchObject({
      status: 'NOT_COMPLETED',
      extra: { errorCode: 'USER_CANCELLED' },
    });
    expect(calls.map(({ path }) => path)).not.toContain(VERIFY);
  });

  it.each([
    ['correlationId', { correlationId: '' }],
    ['userId', { userId: '' }],
    ['captureWithProvider', { captureWithProvider: undefined }],
  ])('rejects a config without %s before anything is asked', async (name, missing) => {
    const { calls, config } = proxy({ result: 'ACCEPTED' });
    await expect(launchWithProvider({ ...config, ...missing } as ProviderLaunchConfig)).rejects.toThrow(name);
    expect(calls).toEqual([]);
  });
});
