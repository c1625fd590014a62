/** The settings of the partner's server from its environment, with defaults for a local demo. */
import { readFileSync } from 'node:fs';

/** Credentials of one partner, as the gateway's demo configuration knows them. Not secrets: they work for a demo only. */
export interface PartnerAccount {
  readonly clientId: string;
  readonly passKey: string;
  /** Prefix of the onboarding partner's name. */
  readonly platform: string;
}

export const ACCOUNTS = {
  demo: {
    clientId: '5f3b9a1c-0e74-4d26-9c8b-1a2d7e6f4b50',
    passKey: '9d2f6c1e-3b7a-4e58-8f0c-6a51d4e7b392',
    platform: 'DEMO-SDK-COE',
  },
  sandbox: {
    clientId: 'a7d0e4f2-91c5-4b38-8e6d-3f5c2b1a9047',
    passKey: '4c8e1a7b-62d9-4f3e-b5a0-d7196e2f08c4',
    platform: 'SANDBOX-SDK-COE',
  },
} as const satisfies Record<string, PartnerAccount>;

export type AccountName = keyof typeof ACCOUNTS;

/** The bank as an identity provider, for BPM self-service. */
export interface BpmIssuer {
  readonly issuer: string;
  /** The audience of its tokens: this gateway. */
  readonly audience: string;
  /** The HS256 secret, shared with the gateway. */
  readonly secret: string;
}

export interface EVerifyKeys {
  readonly live: string;
  /** Fixed outcomes without an engine. */
  readonly test: string;
}

export interface LcpAccount {
  readonly contextPath: string;
  /** For the audit log. */
  readonly username: string;
  readonly password: string;
  /** The provider behind the proxy, as the gateway is configured. */
  readonly provider: 'lifesign' | 'mock';
}

export interface FamilyAccounts {
  readonly bpm: BpmIssuer;
  readonly eVerify: EVerifyKeys;
  readonly lcp: LcpAccount;
}

/** For the gateway's demo configuration, like {@link ACCOUNTS}. */
export const FAMILY_ACCOUNTS: FamilyAccounts = {
  bpm: { issuer: 'lifesign-demo', audience: 'lifesign', secret: 'demo-bpm-secret-for-local-use-only' },
  eVerify: {
    live: 'ev_live_demo-key-for-your-own-machine-only',
    test: 'ev_test_demo-key-for-your-own-machine-only',
  },
  lcp: {
    contextPath: '/liveness-check-proxy',
    username: 'admin',
    password: 'lifesign-demo',
    provider: 'lifesign',
  },
};

export interface Settings {
  readonly families: FamilyAccounts;
  readonly host: string;
  readonly port: number;
  /** The gateway's address for this server. */
  readonly gatewayUrl: string;
  /** This server's address for browsers; the gateway builds upload addresses from it. */
  readonly publicUrl: string;
  readonly callbackSecret: string;
  readonly referenceToken: string;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Plain HTTP on loopback, for the gateway's calls when browsers are served by TLS; null when not needed. */
  readonly loopbackPort: number | null;
}

const portOf = (text: string, name: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`${name} must be a port number`);
  }
  return port;
};

export const readSettings = (env: NodeJS.ProcessEnv): Settings => {
  const port = portOf(env['PORT'] ?? '8787', 'PORT');
  const { TLS_CERT: cert, TLS_KEY: key, LOOPBACK_PORT: loopbackPort } = env;
  const tls =
    cert === undefined || key === undefined
      ? null
      : { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  const { bpm, lcp } = FAMILY_ACCOUNTS;
  return {
    families: {
      ...FAMILY_ACCOUNTS,
      bpm: { ...bpm, secret: env['DEMO_BPM_SECRET'] ?? bpm.secret },
      lcp: { ...lcp, provider: env['DEMO_LCP_PROVIDER'] === 'mock' ? 'mock' : 'lifesign' },
    },
    host: env['HOST'] ?? '127.0.0.1',
    port,
    gatewayUrl: (env['GATEWAY_URL'] ?? 'http://127.0.0.1:8080').replace(/\/+$/, ''),
    publicUrl: (env['PUBLIC_URL'] ?? `http://localhost:${String(port)}`).replace(/\/+$/, ''),
    callbackSecret: env['DEMO_CALLBACK_SECRET'] ?? 'demo-callback-secret-for-local-use',
    referenceToken: env['DEMO_REFERENCE_TOKEN'] ?? 'demo-reference-token',
    tls,
    loopbackPort: loopbackPort === undefined ? null : portOf(loopbackPort, 'LOOPBACK_PORT'),
  };
};
