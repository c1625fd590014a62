/** Verifies every chain of the audit trail and names the first invalid entry of each. */
import { GENESIS, hashCheckpoint } from '../audit-hash.ts';
import { hashRow } from './audit-trail.ts';
import type { Db, Tx } from '../../database/database.ts';

export type AuditFault =
  | 'entry-missing'
  | 'entry-changed'
  | 'link-broken'
  | 'end-missing'
  | 'chain-unknown'
  | 'checkpoint-forged'
  /** The chain ends before a noted head. */
  | 'tail-missing'
  /** A noted head is no longer part of the chain. */
  | 'history-rewritten';

export interface ChainReport {
  readonly chain: string;
  readonly entries: number;
  /** Sequence and hash of the last entry, to be kept elsewhere and passed to the next verification. */
  readonly end: { readonly sequence: number; readonly hash: string };
  /** Null when the chain is valid. */
  readonly broken: {
    readonly sequence: number;
    readonly id: string | null;
    readonly fault: AuditFault;
    /** The last missing sequence when entries from `sequence` on are missing at the end. */
    readonly through?: number;
  } | null;
}

export type ChainEnd = ChainReport['end'] & { readonly chain: string };

const PAGE = 1000;

/**
 * `keys`: the keys that entries may be sealed with; name replaced keys for as long as such entries exist. `noted`: ends of earlier
 * reports: a chain that was cut at its end is valid by itself, so only an earlier end shows what is missing.
 */
export const verifyAudit = async (
  db: Db,
  keys: Uint8Array | readonly Uint8Array[],
  noted: readonly ChainEnd[] = [],
): Promise<readonly ChainReport[]> => {
  const sealers = keys instanceof Uint8Array ? [keys] : keys;
  const known = await db.selectFrom('audit_chain').select('chain').execute();
  const used = await db.selectFrom('audit_entry').select('chain').distinct().execute();
  const chains = new Set([...known, ...used, ...noted].map(({ chain }) => chain));
  const reports: ChainReport[] = [];
  for (const chain of [...chains].toSorted()) {
    const ends = noted.filter((end) => end.chain === chain);
    // One snapshot of the chain, while gateways keep appending to it.
    const walk = db.transaction().setIsolationLevel('repeatable read');
    reports.push(await walk.execute((tx) => verifyChain(tx, sealers, chain, ends)));
  }
  return reports;
};

const verifyChain = async (
  tx: Tx,
  keys: readonly Uint8Array[],
  chain: string,
  noted: readonly ChainEnd[],
): Promise<ChainReport> => {
  const end = await tx.selectFrom('audit_chain').selectAll().where('chain', '=', chain).executeTakeFirst();
  let sequence = end?.pruned_sequence ?? 0;
  let hash = end?.pruned_hash ?? GENESIS;
  let entries = 0;
  const report = (fault: AuditFault | null, id: string | null = null): ChainReport => ({
    chain,
    entries,
    end: { sequence, hash },
    broken: fault === null ? null : { sequence: sequence + (fault === 'checkpoint-forged' ? 0 : 1), id, fault },
  });
  /** The chain was longer when an end was noted. */
  const cutShort = (fault: AuditFault, through: number): ChainReport => ({
    ...report(fault),
    broken: { sequence: sequence + 1, id: null, fault, through },
  });
  const furthest = Math.max(0, ...noted.map((note) => note.sequence));
  if (end === undefined) {
    return furthest === 0 ? report('chain-unknown') : cutShort('chain-unknown', furthest);
  }
  const { pruned_sequence: pruned, pruned_hash: prunedHash, pruned_mac: mac } = end;
  if (!keys.some((key) => mac === hashCheckpoint(key, chain, pruned, prunedHash))) {
    return report('checkpoint-forged');
  }
  if (noted.some((note) => note.sequence === sequence && note.hash !== hash)) {
    return report('history-rewritten');
  }
  for (;;) {
    const rows = await tx
      .selectFrom('audit_entry')
      .selectAll()
      .where('chain', '=', chain)
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      if (row.sequence !== sequence + 1) {
        return report('entry-missing');
      }
      if (row.previous_hash !== hash) {
        return report('link-broken', row.id);
      }
      if (!keys.some((key) => row.hash === hashRow(key, row))) {
        return report('entry-changed', row.id);
      }
      sequence = row.sequence;
      hash = row.hash;
      entries += 1;
      if (noted.some((note) => note.sequence === row.sequence && note.hash !== row.hash)) {
        return report('history-rewritten', row.id);
      }
    }
    if (rows.length < PAGE) {
      break;
    }
  }
  if (end.sequence > sequence) {
    return cutShort('end-missing', Math.max(end.sequence, furthest));
  }
  if (end.sequence !== sequence || end.hash !== hash) {
    return report('end-missing');
  }
  return furthest > sequence ? cutShort('tail-missing', furthest) : report(null);
};
