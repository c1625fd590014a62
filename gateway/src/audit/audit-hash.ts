/**
 * The hash that links an audit entry to the previous one. Keyed, so that a person with write access to the database but without the
 * gateway's key cannot recompute a chain after changing an entry. Pure.
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

/** The previous hash of a chain's first entry. */
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

/** The fields of a checkpoint: the last entry that retention removed. */
export const hashCheckpoint = (key: Uint8Array, chain: string, sequence: number, hash: string): string =>
  mac(key, ['checkpoint', chain, sequence, hash]);

/** The fields of a head: the last entry of a chain at one time, to be kept outside the database. */
export const hashHead = (
  key: Uint8Array,
  { chain, sequence, hash, at }: Readonly<Record<'chain' | 'hash' | 'at', string>> & { readonly sequence: number },
): string => mac(key, ['head', chain, sequence, hash, at]);
