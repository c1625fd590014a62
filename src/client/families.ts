/**
 * The gateway families. Those that a page chooses load when their launch first calls the gateway, so that a page downloads
 * only the one that it uses; the default one loads while the person reads the first screen.
 */
import { LifesignError } from '../errors.ts';
import { untilLoaded } from '../until-loaded.ts';
import type { Backend, HandoffCalls } from './backend.ts';
import type { BpmSelfServiceOptions } from './bpm/bpm.ts';
import type { CoeOptions } from './coe/coe.ts';
import type { HandedOptions } from './coe/handed.ts';
import type { EVerifyOptions } from './e-verify/e-verify.ts';
import type { LivenessCheckProxyOptions } from './lcp/liveness-check-proxy.ts';
import { guarded } from './transport/guarded.ts';

const once = <B extends Backend>(load: () => Promise<B>): (() => Promise<B>) => {
  let loading: Promise<B> | null = null;
  return () => {
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
};

/** @param asksChallenges the value that the loaded backend has: the flow reads it before the backend is loaded. */
const lazy = (asksChallenges: boolean, load: () => Promise<Backend>): Backend => lazyCalls(asksChallenges, once(load));

const lazyCalls = (asksChallenges: boolean, loaded: () => Promise<Backend>): Backend => ({
  asksChallenges,
  begin: (options) => guarded(options.signal, async () => (await loaded()).begin(options)),
  submit: (input) => guarded(input.signal, async () => (await loaded()).submit(input)),
  status: (submissionId, options) =>
    guarded(options.signal, async () => (await loaded()).status(submissionId, options)),
});

const lazyHandoff = (loaded: () => Promise<{ readonly handoff: HandoffCalls }>): HandoffCalls => ({
  make: (options) => guarded(options.signal, async () => (await loaded()).handoff.make(options)),
  look: (id, options) => guarded(options.signal, async () => (await loaded()).handoff.look(id, options)),
  end: (id, options) => guarded(options.signal, async () => (await loaded()).handoff.end(id, options)),
});

/** The CoE family, used by launches without a `backend`. Its chunk loads at once; the first call reports a failure to load. */
export const coe = (options: CoeOptions): Backend => {
  const load = async () => (await import('./coe/coe.ts')).coe(options);
  const ahead = load();
  ahead.catch(() => undefined);
  let isFirst = true;
  const loaded = once(() => {
    const first = isFirst ? ahead : load();
    isFirst = false;
    return first;
  });
  return { ...lazyCalls(false, loaded), handoff: lazyHandoff(loaded) };
};

/** The CoE family on a phone, for a launch that a computer handed over. */
export const handed = (options: HandedOptions): Backend => {
  const loaded = once(async () => (await import('./coe/handed.ts')).handed(options));
  return {
    ...lazyCalls(false, loaded),
    handoff: lazyHandoff(loaded),
    redeem: (asked) => guarded(asked.signal, async () => (await loaded()).redeem(asked)),
  };
};

/**
 * The e-verify family. The page never holds the API key: the partner's server starts the session and gives the page its id
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
