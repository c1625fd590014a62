/** What the bank's server asked of the gateway and was told, word for word, for its page to show. */

export interface Answer {
  /** What was asked, for people: method, path, and as whom. */
  readonly call: string;
  readonly status: number;
  readonly body: unknown;
}

export interface FamilyKnowledge {
  /** Where the visitor stands, in the family's own words. */
  readonly standing: string;
  /** Null while nothing decides. */
  readonly passed: boolean | null;
  /** Newest last. */
  readonly answers: readonly Answer[];
  /** Query of the admin page's list that finds the check; null when the gateway keeps none. */
  readonly review: string | null;
}

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
