/**
 * What binds an audit entry to the one before it. Keyed, so that whoever can write to the database but has not the
 * gateway's key cannot compute a chain anew over a changed entry. Pure.
 */
import { createHmac } from 'node:crypto';

export interface HashedEntry {
  readonly chain: string;
  readonly sequence: number;
  readonly id: string;
  readonly at: Date;
  readonly family: string;
  readonly tenant: string;
  readonly actor: string;
  readonly userId: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly checkId: string | null;
  /** JSON, as stored. */
  readonly images: string;
  /** JSON, as stored. */
  readonly detail: string;
  readonly previousHash: string;
}

/** What the first entry of a chain names as the one before. */
export const GENESIS = '0'.repeat(64);

const mac = (key: Uint8Array, value: readonly unknown[]): string =>
  createHmac('sha256', key).update(JSON.stringify(value)).digest('hex');

export const hashEntry = (key: Uint8Array, entry: HashedEntry): string =>
  mac(key, [
    'entry',
    entry.chain,
    entry.sequence,
    entry.id,
    entry.at.getTime(),
    entry.family,
    entry.tenant,
    entry.actor,
    entry.userId,
    entry.action,
    entry.outcome,
    entry.checkId,
    entry.images,
    entry.detail,
    entry.previousHash,
  ]);

/** Of a checkpoint: the last entry that retention removed. */
export const hashCheckpoint = (key: Uint8Array, chain: string, sequence: number, hash: string): string =>
  mac(key, ['checkpoint', chain, sequence, hash]);

/** Of a head: where a chain ended at a moment, for keeping outside the database. */
export const hashHead = (
  key: Uint8Array,
  { chain, sequence, hash, at }: Readonly<Record<'chain' | 'hash' | 'at', string>> & { readonly sequence: number },
): string => mac(key, ['head', chain, sequence, hash, at]);
