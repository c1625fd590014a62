/**
 * The permissions of a hosted launch, from the token in the address. The page reads the token but cannot verify its
 * signature, so it asks the gateway before it uses anything from it, in particular the redirect addresses.
 */
import type { SupportedFlow, ThemeMode } from 'lifesign/contract';

export interface HostedLaunch {
  readonly token: string;
  readonly flow: SupportedFlow;
  readonly correlationId: string;
  readonly theme: ThemeMode;
  readonly language: string;
  readonly successUrl: string;
  readonly failureUrl: string;
  /** Origins that may show this page in a frame; `*` for any. */
  readonly parentOrigins: readonly string[];
  readonly portraitOnly: boolean;
}

const FRAGMENT = /^#\/launch-v1\?(.*)$/;

const decode = (part: string): unknown => {
  const base64 = part.replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
  return JSON.parse(new TextDecoder().decode(bytes));
};

const isWebAddress = (value: unknown): value is string =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

/** Reads `#/launch-v1?token=`; null when the address is not one of a launch. */
export const readHostedLaunch = (fragment: string): HostedLaunch | null => {
  const token = new URLSearchParams(FRAGMENT.exec(fragment)?.[1] ?? '').get('token') ?? '';
  let launch: Record<string, unknown> | undefined;
  try {
    ({ launch } = decode(token.split('.')[1] ?? '') as { launch?: Record<string, unknown> });
  } catch {
    return null;
  }
  const { flow, partnerSessionId, successRedirectionUrl, failureRedirectionUrl, parentOrigins } = launch ?? {};
  if (
    (flow !== 'STANDALONE_LIVENESS' && flow !== 'FACE_VERIFICATION') ||
    typeof partnerSessionId !== 'string' ||
    !isWebAddress(successRedirectionUrl) ||
    !isWebAddress(failureRedirectionUrl)
  ) {
    return null;
  }
  const theme = launch?.['theme'];
  return {
    token,
    flow,
    correlationId: partnerSessionId,
    theme: theme === 'DARK_MODE' || theme === 'LIGHT_MODE' ? theme : 'NO_PREFERENCE',
    language: typeof launch?.['userLocale'] === 'string' ? launch['userLocale'] : 'id_ID',
    successUrl: successRedirectionUrl,
    failureUrl: failureRedirectionUrl,
    parentOrigins: Array.isArray(parentOrigins) ? parentOrigins.filter((origin) => typeof origin === 'string') : [],
    portraitOnly: launch?.['portraitOnly'] !== false,
  };
};

/** Whether the gateway accepts the token. */
export const isTokenGenuine = async ({ token, correlationId }: HostedLaunch): Promise<boolean> => {
  const response = await fetch('/api/token-check', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, correlationId }),
  });
  return response.ok && ((await response.json()) as { accepted?: boolean }).accepted === true;
};
