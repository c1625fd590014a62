/** The three calls that a partner's server makes: partner token (cached), Initiate Flow, Get Submission Details. */
import { encodeHeaderText, HEADERS, type SupportedFlow, type ThemeMode, type UserLocale } from 'lifesign/contract';
import type { PartnerAccount } from './settings.ts';

export interface InitiateRequest {
  readonly flow: SupportedFlow;
  readonly userId: string;
  readonly correlationId: string;
  readonly theme: ThemeMode;
  readonly locale: UserLocale;
  /** Present for the hosted page: its redirect addresses. */
  readonly redirects?: { readonly success: string; readonly failure: string };
}

/** `token` for the SDK, `launchUrl` for the hosted page. */
export type Initiated = { readonly token: string } | { readonly launchUrl: string };

export type Details = Readonly<Record<string, unknown>>;

export interface GatewayClient {
  initiate(request: InitiateRequest): Promise<Initiated>;
  /** Null while nothing was submitted. */
  details(correlationId: string): Promise<Details | null>;
}

/** A refusal of the gateway, with its error text. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  readonly status: number;
  readonly word: string;

  constructor(status: number, cause: string) {
    super(`The gateway answered ${String(status)} ${cause}`);
    this.status = status;
    this.word = cause;
  }
}

/** A token is renewed this long before it expires, so that it does not expire during a call. */
const MARGIN_MS = 60_000;
const TIMEOUT_MS = 10_000;

type Fields = Readonly<Record<string, unknown>>;

const readEnvelope = async (response: Response): Promise<Fields> => {
  const body = (await response.json().catch(() => null)) as {
    data?: Fields | null;
    success?: boolean;
    errors?: { cause?: string }[];
  } | null;
  if (response.ok && body?.success === true && typeof body.data === 'object' && body.data !== null) {
    return body.data;
  }
  throw new GatewayRefusal(response.status, body?.errors?.[0]?.cause ?? 'NO_ENVELOPE');
};

const textIn = (data: Fields, field: string): string => {
  const value = data[field];
  if (typeof value !== 'string') {
    throw new GatewayRefusal(200, `NO_${field.toUpperCase()}`);
  }
  return value;
};

/** One client for each partner account. `fetch` is replaced in tests. */
export const createGatewayClient = (
  gatewayUrl: string,
  account: PartnerAccount,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): GatewayClient => {
  let cached: { readonly token: string; readonly until: number } | null = null;

  const partnerToken = async (): Promise<string> => {
    if (cached !== null && Date.now() < cached.until) {
      return cached.token;
    }
    const response = await fetch(`${gatewayUrl}/v1/coe/partner/authentication`, {
      headers: { [HEADERS.clientId]: account.clientId, [HEADERS.passKey]: account.passKey },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const data = await readEnvelope(response);
    const token = textIn(data, 'token');
    cached = { token, until: Date.now() + Number(textIn(data, 'expiry_seconds')) * 1000 - MARGIN_MS };
    return token;
  };

  const call = async (path: string, init: { method?: string; headers: Record<string, string>; body?: string }) => {
    const send = async (): Promise<Fields> => {
      const headers = { ...init.headers, [HEADERS.token]: await partnerToken() };
      return readEnvelope(
        await fetch(`${gatewayUrl}${path}`, { ...init, headers, signal: AbortSignal.timeout(TIMEOUT_MS) }),
      );
    };
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof GatewayRefusal) || error.status !== 401) {
        throw error;
      }
      // The gateway's keys may have changed since the token was issued.
      cached = null;
      return send();
    }
  };

  return {
    initiate: async ({ flow, userId, correlationId, theme, locale, redirects }) => {
      const data = await call('/coe-partner/v1/initiate-flow', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [HEADERS.onboardingPartner]: `${account.platform}_${flow}`,
          [HEADERS.partnerUserId]: encodeHeaderText(userId),
          [HEADERS.partnerUserIdType]: 'DEMO_VISITOR',
          [HEADERS.partnerSessionId]: encodeHeaderText(correlationId),
        },
        body: JSON.stringify({
          flow,
          source: redirects === undefined ? 'SDK' : 'WEB_SDK',
          theme,
          additionalDetails: { userLocale: locale },
          ...(redirects === undefined
            ? {}
            : { successRedirectionUrl: redirects.success, failureRedirectionUrl: redirects.failure }),
        }),
      });
      return redirects === undefined ? { token: textIn(data, 'token') } : { launchUrl: textIn(data, 'launchUrl') };
    },
    details: async (correlationId) => {
      try {
        return await call('/coe/v1/submissions', {
          headers: { [HEADERS.partnerSessionId]: encodeHeaderText(correlationId) },
        });
      } catch (error) {
        if (error instanceof GatewayRefusal && error.word === 'SUBMISSION_DOES_NOT_EXIST') {
          return null;
        }
        throw error;
      }
    },
  };
};
