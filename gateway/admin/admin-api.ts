/** The page's calls to the gateway, with their types. */

export interface CheckSummary {
  readonly id: string;
  readonly family: string;
  readonly tenant: string;
  readonly userId: string;
  readonly reference: string;
  readonly state: string;
  readonly reason: string | null;
  /** 0..1 */
  readonly score: number | null;
  readonly deviceVerdict: string | null;
  readonly createdAt: string;
}

export interface CheckImage {
  readonly id: string;
  readonly role: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly sha256: string;
  readonly erasedAt: string | null;
}

export interface CheckDetail extends CheckSummary {
  readonly images: readonly CheckImage[];
  readonly evidence: unknown;
  readonly details: unknown;
  readonly history: readonly CheckSummary[];
}

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly outcome: string;
  readonly family: string;
  readonly checkId: string | null;
  readonly userId: string | null;
  readonly images: readonly { readonly role: string; readonly id: string; readonly sha256: string }[];
  readonly detail: unknown;
  readonly chain: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  /** False when counting stopped at `total` and there are more. */
  readonly isTotalExact: boolean;
  readonly page: number;
  readonly pageSize: number;
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}

/** A page with the cursors that lead to it, so that new rows do not shift the pages. */
export interface PageOnItsWay<T> extends Page<T> {
  readonly way: readonly string[];
}

export interface Person {
  readonly family: string;
  readonly tenant: string;
  readonly userId: string;
}

/** A refused call; the message is shown to the administrator. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Relative to the page, so that it also works under a path of a proxy. */
const API = 'admin/api';

const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const response = await fetch(`${API}/${path}`, { cache: 'no-store', ...init }).catch(() => {
    throw new AdminError(0, 'The gateway cannot be reached.');
  });
  if (!response.ok) {
    const body = (await response.json().catch(() => null)) as { message?: string } | null;
    throw new AdminError(response.status, body?.message ?? `The gateway answered ${response.status}.`);
  }
  return response;
};

const get = async <T>(path: string): Promise<T> => (await send(path)).json() as Promise<T>;

const post = async <T>(path: string, body: unknown): Promise<T> => {
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'lifesign-admin' };
  return (await send(path, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<T>;
};

export const signIn = (name: string, password: string): Promise<{ readonly name: string }> =>
  post('sign-in', { name, password });
export const signOut = (): Promise<unknown> => post('sign-out', {});
export const whoAmI = (): Promise<{ readonly name: string }> => get('me');
export const listChecks = (query: string): Promise<Page<CheckSummary>> => get(`checks?${query}`);
export const readCheck = (id: string): Promise<CheckDetail> => get(`checks/${encodeURIComponent(id)}`);
export const readImage = async (checkId: string, imageId: string): Promise<Blob> =>
  (await send(`checks/${encodeURIComponent(checkId)}/images/${encodeURIComponent(imageId)}`)).blob();
export const listAudit = (query: Readonly<Record<string, string>>): Promise<Page<AuditEntry>> =>
  get(`audit?${new URLSearchParams(query).toString()}`);
export const readEntry = (id: string): Promise<AuditEntry> => get(`audit/${encodeURIComponent(id)}`);
export const erasePerson = (
  person: Person,
  reason: string,
): Promise<{ readonly pictures: number; readonly checks: number }> => post('erase-person', { ...person, reason });
export const eraseImages = (person: Person, reason: string): Promise<{ readonly erased: number }> =>
  post('erase-images', { ...person, reason });
