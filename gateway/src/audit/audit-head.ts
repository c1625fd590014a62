/**
 * The last entry of an audit chain at one time, signed: kept outside the database, it shows when entries are
 * missing from the end, which the remaining chain cannot. Pure.
 */
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { hashHead } from './audit-hash.ts';

const headSchema = z.object({
  chain: z.string(),
  sequence: z.number().int().positive(),
  /** Of the entry with that sequence. */
  hash: z.string(),
  /** ISO 8601: when it was the last entry. */
  at: z.string(),
  /** Hex HMAC-SHA256 over everything above. */
  mac: z.string(),
});

export type AuditHead = Readonly<z.infer<typeof headSchema>>;

export const signHead = (key: Uint8Array, head: Omit<AuditHead, 'mac'>): AuditHead => ({
  ...head,
  mac: hashHead(key, head),
});

export const isHeadGenuine = (key: Uint8Array, { mac, ...head }: AuditHead): boolean => {
  const [given, wanted] = [Buffer.from(mac), Buffer.from(hashHead(key, head))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

const lineSchema = z.union([
  headSchema.transform((head) => [head]),
  // A line of the gateway's log.
  z.object({ auditHeads: z.array(headSchema) }).transform(({ auditHeads }) => auditHeads),
  // What the admin interface answers.
  z.object({ heads: z.array(headSchema) }).transform(({ heads }) => heads),
]);

/** All heads in a text of JSON lines; other lines are skipped. */
export const readHeads = (lines: string): readonly AuditHead[] =>
  lines.split('\n').flatMap((line) => lineSchema.safeParse(parseJson(line)).data ?? []);

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};
