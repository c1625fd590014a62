/** What may be wrong with a request, and how each family must answer it: the rows and cells of one table. */
import { expect } from 'vitest';
import type { Family } from '../domain/check.ts';

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

/** A reason where a family has nothing that this could be wrong with. */
export type Cell = readonly Refused[] | { readonly notApplicable: string };

export type HazardTable = Readonly<Record<Hazard, Readonly<Record<Family, Cell>>>>;

/** The same answer for several requests. */
export const rows = (
  common: Omit<Refused, 'name'>,
  variations: Readonly<Record<string, Partial<Omit<Refused, 'name'>>>>,
): readonly Refused[] => Object.entries(variations).map(([name, own]) => ({ ...common, ...own, name }));

const words = expect.any(String) as unknown;

export const coeAnswer = (code: string, cause: string): unknown => ({
  success: false,
  data: null,
  errors: [{ code, cause, entity: 'LIFESIGN_GATEWAY' }],
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
