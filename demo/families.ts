/** The gateway families beside CoE: creates their backends from the answers of the page's server. */
import {
  type Backend,
  bpmSelfService,
  type DocumentVerificationResult,
  eVerify,
  launchWithProvider,
  livenessCheckProxy,
} from 'lifesign';
import { logNote } from './event-log.ts';
import type { FamilyKnowledge } from './family-knowledge.ts';
import { askServer, tellServer } from './partner-api.ts';

export type FamilyName = 'bpm' | 'e-verify' | 'lcp';

/** A check with our own flow. Its id also addresses the server's record of it. */
export interface FlowVisit {
  readonly correlationId: string;
  readonly backend: Backend;
}

/** A check that another provider's SDK captures, without our flow. */
export interface ProviderVisit {
  readonly correlationId: string;
  readonly check: () => Promise<DocumentVerificationResult>;
}

export type FamilyVisit = FlowVisit | ProviderVisit;

interface Opened {
  readonly correlationId: string;
  readonly baseUrl: string;
}

/** Here a page starts the vendor's component with the token; the mock only needs the token back. */
const captureWithMock = async (): Promise<object> => {
  logNote('the provider’s own SDK would look at the person now');
  return {};
};

const path = (...parts: readonly string[]): string => ['/api/families', ...parts.map(encodeURIComponent)].join('/');

const OPEN: Readonly<Record<FamilyName, (outcome: string | null) => Promise<FamilyVisit>>> = {
  'bpm': async () => {
    const { correlationId, baseUrl } = await tellServer<Opened>(path('bpm'), {});
    const token = async (): Promise<string> =>
      (await tellServer<{ token: string }>(path('bpm', correlationId, 'token'), {})).token;
    return { correlationId, backend: bpmSelfService({ baseUrl, token }) };
  },
  'e-verify': async (outcome) => {
    const { correlationId, baseUrl } = await tellServer<Opened>(path('e-verify'), outcome === null ? {} : { outcome });
    const session = (): Promise<{ sessionId: string; captureToken: string }> =>
      tellServer(path('e-verify', correlationId, 'session'), {});
    return { correlationId, backend: eVerify({ baseUrl, session }) };
  },
  'lcp': async (outcome) => {
    const { correlationId, baseUrl, userId, provider } = await tellServer<
      Opened & { userId: string; provider: 'lifesign' | 'mock' }
    >(path('lcp'), outcome === null ? {} : { outcome });
    if (provider === 'lifesign') {
      return { correlationId, backend: livenessCheckProxy({ baseUrl, userId }) };
    }
    return {
      correlationId,
      check: () => launchWithProvider({ baseUrl, userId, correlationId, captureWithProvider: captureWithMock }),
    };
  },
};

/** `outcome`: a fixed outcome, where the family has them; null for the real engine. */
export const openFamily = (family: FamilyName, outcome: string | null): Promise<FamilyVisit> => OPEN[family](outcome);

export const askFamily = (family: FamilyName, correlationId: string): Promise<FamilyKnowledge> =>
  askServer(path(family, correlationId));

/** The provider behind the Liveness Check Proxy of the running gateway. */
export const lcpProvider = async (): Promise<'lifesign' | 'mock'> =>
  (await askServer<{ lcpProvider: 'lifesign' | 'mock' }>(path())).lcpProvider;
