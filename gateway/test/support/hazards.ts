/** What may be wrong with a request, and each family's required answer, as rows and cells of one table. */
import { expect } from 'vitest';
import type { TestGateway } from './harness.ts';

export const HAZARDS = [
  'wrong role',
  'foreign record',
  'expired token',
  'reused token',
  'forged token',
  'oversize body',
  'non-image body',
  'page size out of range',
  'SQL in a filter',
  'private address in an image URL',
] as const;
export type Hazard = (typeof HAZARDS)[number];

export interface Refused {
  readonly name: string;
  readonly method?: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** The whole answer. */
  readonly answer: unknown;
}

/** The reason, where a family has no such field. */
export type Cell = readonly Refused[] | { readonly notApplicable: string };

export type FamilyColumn = Readonly<Record<Hazard, Cell>>;

/** In two steps: the first makes what must expire, then hours pass, and the second makes the rest. */
export type Column = (gateway: TestGateway) => Promise<() => Promise<FamilyColumn>>;

export const SQL = "x' or '1'='1'; drop table liveness_check; --";

/** Base64 of bytes that are not a picture. */
export const NO_PICTURE = Buffer.from('not a picture at all').toString('base64');

export const PRIVATE_ADDRESSES = [
  'https://127.0.0.1/secret.jpg',
  'https://0x7f.1/secret.jpg',
  'https://[::1]/secret.jpg',
  'https://[::ffff:10.0.0.8]/secret.jpg',
  'https://10.0.0.8/secret.jpg',
  'https://192.168.1.1/secret.jpg',
  'https://169.254.169.254/latest/meta-data',
  'https://localhost/secret.jpg',
] as const;

/** The token with another signature of the same length. */
export const forged = (token: string): string => {
  const parts = token.split('.');
  return [...parts.slice(0, -1), (parts.at(-1) ?? '').split('').toReversed().join('')].join('.');
};

/** The same answer for several requests. */
export const rows = (
  common: Omit<Refused, 'name'>,
  variations: Readonly<Record<string, Partial<Omit<Refused, 'name'>>>>,
): readonly Refused[] => Object.entries(variations).map(([name, own]) => ({ ...common, ...own, name }));

const words = expect.any(String) as unknown;

export const coeAnswer = (code: string, cause: string, data: unknown = null, more: object = {}): unknown => ({
  success: false,
  data,
  errors: [{ code, cause, entity: 'LIFESIGN_GATEWAY', ...more }],
});

export const bpmAnswer = (statusCode: string): unknown => ({
  isSuccessful: false,
  statusCode,
  message: words,
  data: null,
});

export const eVerifyAnswer = (code: string): unknown => ({
  request_id: expect.stringMatching(/^req_/) as unknown,
  status: 'failed',
  error: { code, message: words },
  message: words,
});

export const lcpAnswer = (code: string): unknown => ({ status: 'ERROR', responseObject: { code, message: words } });
