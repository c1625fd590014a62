/** Creates the parts of the proxy from its configuration. */
import { createHmac } from 'node:crypto';
import { createUserDetails } from '../user-details/create-user-details.ts';
import type { LcpConfig } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import type { Engine } from '../../../engine/types.ts';
import { createInnovatricsProvider } from '../providers/innovatrics.ts';
import { createIproovProvider } from '../providers/iproov.ts';
import { createLifesignProvider } from '../providers/lifesign.ts';
import { createMockProvider } from '../providers/mock.ts';
import type { LivenessProvider } from '../providers/provider.ts';
import type { LcpDeps } from './lcp-deps.ts';

/** `aliasKey`: 32 bytes; external providers know users by a keyed hash. */
export const createLcp = (deps: Deps & { readonly engine: Engine }, lcp: LcpConfig, aliasKey: Uint8Array): LcpDeps => ({
  ...deps,
  lcp,
  provider: createProvider(deps, lcp),
  userDetails: createUserDetails(deps, lcp.userDetails),
  aliasOf: (userId) => createHmac('sha256', aliasKey).update(userId, 'utf8').digest('hex'),
});

const createProvider = (
  deps: Deps & { readonly engine: Engine },
  { provider, userDetails }: LcpConfig,
): LivenessProvider => {
  switch (provider.type) {
    case 'lifesign':
      return createLifesignProvider(deps, {
        tokenSeconds: provider.tokenSeconds,
        hasPhotos: userDetails.type !== 'none',
      });
    case 'iproov':
      return createIproovProvider(provider, deps.clock);
    case 'innovatrics':
      return createInnovatricsProvider(provider);
    case 'mock':
      return createMockProvider();
  }
};
