/** The bank's server's requests to the gateway, and access to fields of the answers. */
import type { Answer } from '../../family-knowledge.ts';

/** Timeout, long enough for a verification. */
const TIMEOUT_MS = 60_000;

/** `as` names the caller for display; credentials are in `init` only. */
export const askGateway = async (url: string, as: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const { pathname } = new URL(url);
  return {
    call: `${init.method ?? 'GET'} ${pathname} as ${as}`,
    status: response.status,
    body: await response.json().catch(() => null),
  };
};

/** A nested field; undefined when it is missing. */
export const within = (body: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined,
    body,
  );
