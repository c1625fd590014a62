/**
 * The audit trail in PostgreSQL. One chain for each family and tenant: with a chain for each user, a whole user could
 * be deleted undetected, and a single chain would make unrelated tenants wait for each other. The row of a chain's end is locked
 * while an entry is appended, so two processes cannot fork it; a unique index on the sequence guards against that too.
 */
import { randomUUID } from 'node:crypto';
import { signHead } from '../audit-head.ts';
import { GENESIS, hashCheckpoint, hashEntry } from '../audit-hash.ts';
import { spellingsOf } from '../../database/spellings.ts';
import type { AuditEntry, AuditImage, AuditPage, AuditPlace, AuditQuery, AuditTrail, NewAuditEntry } from '../types.ts';
import type { Clock } from '../../clock.ts';
import { countUpTo } from '../../database/count.ts';
import type { Db, Tx } from '../../database/database.ts';
import type { AuditChainRow, AuditEntryRow } from './tables.ts';
import { isUuid } from '../../database/uuid.ts';

/** `key`: 32 bytes. */
export const createAuditTrail = (db: Db, key: Uint8Array, clock: Clock): AuditTrail<Tx> => {
  const append = async (tx: Tx, entry: NewAuditEntry): Promise<AuditEntry> => {
    const chain = chainOf(entry);
    const end = await lockChain(tx, key, chain);
    const row: AuditEntryRow = {
      id: randomUUID(),
      chain,
      sequence: end.sequence + 1,
      // Read after the lock is taken, so that times follow the sequence.
      at: clock.now(),
      family: entry.family,
      tenant: entry.tenant,
      actor: entry.actor,
      user_id: entry.userId,
      action: entry.action,
      outcome: entry.outcome ?? 'done',
      check_id: entry.checkId ?? null,
      images: JSON.stringify(entry.images ?? []),
      detail: JSON.stringify(entry.detail ?? {}),
      previous_hash: end.hash,
      hash: '',
    };
    const sealed = { ...row, hash: hashRow(key, row) };
    // One statement, because each is a round trip while the chain is locked.
    await tx
      .with('entry', (writer) => writer.insertInto('audit_entry').values(sealed))
      .updateTable('audit_chain')
      .set({ sequence: sealed.sequence, hash: sealed.hash })
      .where('chain', '=', chain)
      .execute();
    return toEntry(sealed);
  };

  const pruneChain = (chain: string, before: Date): Promise<number> =>
    db.transaction().execute(async (tx) => {
      const end = await lockChain(tx, key, chain);
      const kept = await tx
        .selectFrom('audit_entry')
        .select((eb) => eb.fn.min('sequence').as('first'))
        .where('chain', '=', chain)
        .where('at', '>=', before)
        .executeTakeFirst();
      // Only a prefix of the chain, even if the clocks of several processes differ.
      const through = (kept?.first ?? end.sequence + 1) - 1;
      const last = await tx
        .selectFrom('audit_entry')
        .selectAll()
        .where('chain', '=', chain)
        .where('sequence', '=', through)
        .executeTakeFirst();
      if (last === undefined) {
        return 0;
      }
      await tx
        .updateTable('audit_chain')
        .set({
          pruned_sequence: through,
          pruned_hash: last.hash,
          pruned_mac: hashCheckpoint(key, chain, through, last.hash),
        })
        .where('chain', '=', chain)
        .execute();
      const { numDeletedRows } = await tx
        .deleteFrom('audit_entry')
        .where('chain', '=', chain)
        .where('sequence', '<=', through)
        .executeTakeFirst();
      await append(tx, {
        family: last.family,
        tenant: last.tenant,
        actor: 'gateway',
        userId: null,
        action: 'audit-pruned',
        detail: { through, hash: last.hash, entries: Number(numDeletedRows) },
      });
      return Number(numDeletedRows);
    });

  return {
    append,
    async find(id) {
      if (!isUuid(id)) {
        return null;
      }
      const row = await db.selectFrom('audit_entry').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toEntry(row);
    },
    list: (query) => listEntries(db, query),
    async heads() {
      const at = clock.now().toISOString();
      const ends = await db
        .selectFrom('audit_chain')
        .select(['chain', 'sequence', 'hash'])
        .where('sequence', '>', 0)
        .orderBy('chain')
        .execute();
      return ends.map((end) => signHead(key, { ...end, at }));
    },
    async prune(before) {
      const chains = await db
        .selectFrom('audit_entry')
        .select('chain')
        .distinct()
        .where('at', '<', before)
        // Otherwise each round's own entry would keep a chain from ever becoming empty.
        .where('action', '<>', 'audit-pruned')
        .orderBy('chain')
        .execute();
      let pruned = 0;
      for (const { chain } of chains) {
        pruned += await pruneChain(chain, before);
      }
      return pruned;
    },
  };
};

/** Newest first. */
export const listEntries = async (db: Db, query: AuditQuery): Promise<AuditPage> => {
  const rows = await afterPlace(selectEntries(db, query), query.after)
    .selectAll()
    // One more than the page holds, to know whether there is a next one.
    .limit(query.limit + 1)
    .offset(query.offset)
    .execute();
  const entries = rows.slice(0, query.limit).map(toEntry);
  const last = rows.length > query.limit ? entries.at(-1) : undefined;
  const total = await countUpTo(db, selectEntries(db, query));
  return { entries, ...total, next: last === undefined ? null : placeOf(last) };
};

const chainOf = ({ family, tenant }: Pick<NewAuditEntry, 'family' | 'tenant'>): string => `${family}/${tenant}`;

/** Opens the chain at its first use. */
const lockChain = async (tx: Tx, key: Uint8Array, chain: string): Promise<AuditChainRow> => {
  const find = (): Promise<AuditChainRow | undefined> =>
    tx.selectFrom('audit_chain').selectAll().where('chain', '=', chain).forUpdate().executeTakeFirst();
  const found = await find();
  if (found !== undefined) {
    return found;
  }
  await tx
    .insertInto('audit_chain')
    .values({
      chain,
      sequence: 0,
      hash: GENESIS,
      pruned_hash: GENESIS,
      pruned_mac: hashCheckpoint(key, chain, 0, GENESIS),
    })
    .onConflict((conflict) => conflict.column('chain').doNothing())
    .execute();
  const opened = await find();
  if (opened === undefined) {
    throw new Error('An audit chain was deleted between insert and lock');
  }
  return opened;
};

/** Newest first, also to be counted: the index of that order holds all that counting reads. */
const selectEntries = (db: Db, { family, tenant, userId, checkId, from, to }: AuditQuery) => {
  let query = db.selectFrom('audit_entry');
  query = family === undefined ? query : query.where('family', '=', family);
  query = tenant === undefined ? query : query.where('tenant', '=', tenant);
  query = userId === undefined ? query : query.where('user_id', 'in', spellingsOf(userId));
  query = checkId === undefined ? query : query.where('check_id', '=', checkId);
  query = from === undefined ? query : query.where('at', '>=', from);
  query = to === undefined ? query : query.where('at', '<=', to);
  return query.orderBy('at', 'desc').orderBy('chain').orderBy('sequence', 'desc');
};

const placeOf = ({ at, chain, sequence }: AuditEntry): AuditPlace => ({ at, chain, sequence });

/** In list order: times and sequences descending, chains ascending. */
const afterPlace = (query: ReturnType<typeof selectEntries>, place: AuditPlace | undefined) =>
  place === undefined
    ? query
    : // The first condition is implied by the second, but lets an index scan start there.
      query
        .where('at', '<=', place.at)
        .where((eb) =>
          eb.or([
            eb('at', '<', place.at),
            eb.and([eb('at', '=', place.at), eb('chain', '>', place.chain)]),
            eb.and([eb('at', '=', place.at), eb('chain', '=', place.chain), eb('sequence', '<', place.sequence)]),
          ]),
        );

/** The hash that a stored row must carry. */
export const hashRow = (key: Uint8Array, row: AuditEntryRow): string =>
  hashEntry(key, { ...row, userId: row.user_id, checkId: row.check_id, previousHash: row.previous_hash });

const toEntry = (row: AuditEntryRow): AuditEntry => ({
  id: row.id,
  chain: row.chain,
  sequence: row.sequence,
  at: row.at,
  family: row.family,
  tenant: row.tenant,
  actor: row.actor,
  userId: row.user_id,
  action: row.action,
  outcome: row.outcome,
  checkId: row.check_id,
  images: JSON.parse(row.images) as readonly AuditImage[],
  detail: JSON.parse(row.detail) as Readonly<Record<string, unknown>>,
  previousHash: row.previous_hash,
  hash: row.hash,
});
