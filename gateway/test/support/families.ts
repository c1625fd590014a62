/** A gateway with every family, for tests of all of them. */
import { hashApiKey } from '../../src/families/e-verify/api-key.ts';
import { bpmConfig } from './bpm.ts';
import type { ConfigOverrides } from './harness.ts';

export const E_VERIFY_KEY = `ev_live_${'k'.repeat(43)}`;
export const E_VERIFY_ACCOUNT = 'acme';

/** `proxyUsers`: who may read the proxy's audit log. */
export const familiesConfig = (proxyUsers: readonly unknown[] = [], overrides: ConfigOverrides = {}) =>
  bpmConfig({
    ...overrides,
    eVerify: { keys: [{ account: E_VERIFY_ACCOUNT, keySha256: hashApiKey(E_VERIFY_KEY) }] },
    lcp: { provider: { type: 'lifesign' }, auth: { type: 'basic_http', users: proxyUsers } },
  });
