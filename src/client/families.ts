/**
 * The gateway families. Those that a page chooses load when their launch first calls the gateway, so that a page downloads
 * only the one that it uses; the default one loads while the person reads the first screen.
 */
import { LifesignError } from '../errors.ts';
import { untilLoaded } from '../until-loaded.ts';
import type { Backend } from './backend.ts';
import type { BpmSelfServiceOptions } from './bpm/bpm.ts';
import type { CoeOptions } from './coe/coe.ts';
import type { EVerifyOptions } from './e-verify/e-verify.ts';
import type { LivenessCheckProxyOptions } from './lcp/liveness-check-proxy.ts';
import { guarded } from './transport/guarded.ts';

/** @param asksChallenges the same as in the loaded backend: the flow reads it before the backend is loaded. */
const lazy = (asksChallenges: boolean, load: () => Promise<Backend>): Backend => {
  let loading: Promise<Backend> | null = null;
  const loaded = (): Promise<Backend> => {
    loading ??= untilLoaded(load(), null).catch((cause: unknown) => {
      loading = null;
      // A chunk that does not load is a network failure, like any failure of the backend's calls.
      throw new LifesignError('network-failed', 'The client of the gateway family did not load', {
        cause,
        detail: 'FAMILY_NOT_LOADED',
      });
    });
    return loading;
  };
  return {
    asksChallenges,
    begin: (options) => guarded(options.signal, async () => (await loaded()).begin(options)),
    submit: (input) => guarded(input.signal, async () => (await loaded()).submit(input)),
    status: (submissionId, options) =>
      guarded(options.signal, async () => (await loaded()).status(submissionId, options)),
  };
};

/** The CoE family, the default. Loads at once; a failure to load is reported by the first call. */
export const coe = (options: CoeOptions): Backend => {
  const load = async (): Promise<Backend> => (await import('./coe/coe.ts')).coe(options);
  const ahead = load();
  ahead.catch(() => undefined);
  let isFirst = true;
  return lazy(false, () => {
    const first = isFirst ? ahead : load();
    isFirst = false;
    return first;
  });
};

/**
 * The e-verify family. The page never holds the API key: the partner's server starts the session and hands over its id
 * and capture token. One backend for each launch.
 */
export const eVerify = (options: EVerifyOptions): Backend =>
  lazy(true, async () => (await import('./e-verify/e-verify.ts')).eVerify(options));

/**
 * The BPM self-service family, with the customer's own bearer token. Each attempt is one record of the customer's history.
 * One backend for each launch.
 */
export const bpmSelfService = (options: BpmSelfServiceOptions): Backend =>
  lazy(true, async () => (await import('./bpm/bpm.ts')).bpmSelfService(options));

/**
 * The Liveness Check Proxy, or the partner's own server in front of it. Init and verify are called for `userId`. One
 * backend for each launch.
 */
export const livenessCheckProxy = (options: LivenessCheckProxyOptions): Backend =>
  lazy(false, async () => (await import('./lcp/liveness-check-proxy.ts')).livenessCheckProxy(options));
