/** How the bank's server asks the gateway, and finds its way in what it is told. */
import type { Answer } from '../../family-knowledge.ts';

/** A verification is an answer that takes its time. */
const TIMEOUT_MS = 60_000;

/** `as` names the caller for people; credentials are in `init` alone and go nowhere else. */
export const askGateway = async (url: string, as: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const { pathname } = new URL(url);
  return {
    call: `${init.method ?? 'GET'} ${pathname} as ${as}`,
    status: response.status,
    body: await response.json().catch(() => null),
  };
};

/** A field of a field, however deep; undefined where there is none. */
export const within = (body: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined,
    body,
  );
