/** The audit trail: tampering is detected, retention keeps chains valid, and concurrent writers make one chain. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuditTrail } from './store/audit-trail.ts';
import { openDatabase, type OpenDatabase } from '../database/database.ts';
import { type ChainEnd, verifyAudit } from './store/verify-audit.ts';
import type { AuditEntry, AuditTrail, NewAuditEntry } from './types.ts';
import type { Tx } from '../database/database.ts';
import { migratedPostgres, migratedMemory } from '../../test/support/shared-databases.ts';

const KEY = new Uint8Array(32).fill(3);
const DAY_MS = 86_400_000;

const entryOf = (tenant: string, detail: Record<string, unknown> = {}): NewAuditEntry => ({
  family: 'bpm',
  tenant,
  actor: 'user:1234',
  userId: '1234',
  action: 'record-stored',
  outcome: 'accepted',
  checkId: 'check-1',
  images: [{ role: 'SELFIE', id: '00000000-0000-4000-8000-000000000009', sha256: 'ab'.repeat(32) }],
  detail,
});

const backends = ['embedded', 'server'] as const;

describe.each(backends)('the audit trail, %s database', (kind) => {
  let postgres: string | null = null;
  let database: OpenDatabase;
  let trail: AuditTrail<Tx>;
  let now = Date.parse('2026-01-01T00:00:00Z');
  const clock = { now: () => new Date(now) };

  beforeAll(async () => {
    postgres = kind === 'server' ? await migratedPostgres() : null;
    if (kind === 'server' && postgres === null) {
      return;
    }
    database = await openDatabase(postgres === null ? await migratedMemory() : { kind: 'server', url: postgres });
    trail = createAuditTrail(database.db, KEY, clock);
  }, 180_000);

  afterAll(async () => {
    if (kind === 'embedded' || postgres !== null) {
      await database.close();
    }
  }, 60_000);

  const append = (entry: NewAuditEntry): Promise<AuditEntry> =>
    database.db.transaction().execute((tx) => trail.append(tx, entry));
  const fill = async (tenant: string, count: number): Promise<AuditEntry[]> => {
    const entries: AuditEntry[] = [];
    for (let index = 0; index < count; index += 1) {
      now += 1000;
      entries.push(await append(entryOf(tenant, { index, score: 0.1 + index / 7, text: 'ä "quoted" \\ 漢' })));
    }
    return entries;
  };
  const reportOf = async (tenant: string, noted: readonly ChainEnd[] = []) =>
    (await verifyAudit(database.db, KEY, noted)).find(({ chain }) => chain === `bpm/${tenant}`);
  /** An attacker with the database password: this connection disables the triggers. */
  const tamper = (statement: ReturnType<typeof sql>) =>
    database.db.transaction().execute(async (tx) => {
      await sql`alter table audit_entry disable trigger user`.execute(tx);
      await statement.execute(tx);
      await sql`alter table audit_entry enable trigger user`.execute(tx);
    });

  const needServer = (context: { skip: (note: string) => void }): void => {
    if (kind === 'server' && postgres === null) {
      context.skip('PostgreSQL could not be started here');
    }
  };

  test('entries come back as they were written, newest first, and every chain verifies', async (context) => {
    needServer(context);
    const written = await fill('plain', 5);
    await fill('other', 1);
    const page = await trail.list({ tenant: 'plain', limit: 2, offset: 1 });
    expect(page).toEqual({
      entries: [written[3], written[2]],
      total: 5,
      isTotalExact: true,
      next: { at: written[2]?.at, chain: 'bpm/plain', sequence: 3 },
    });
    expect(await trail.find(written[0]?.id ?? '')).toEqual(written[0]);
    expect(await trail.find("x' or '1'='1")).toBeNull();
    const [first, second] = written;
    expect(
      await trail.list({
        userId: '1234',
        from: first?.at ?? new Date(),
        to: first?.at ?? new Date(),
        limit: 9,
        offset: 0,
      }),
    ).toEqual({
      entries: [first],
      total: 1,
      isTotalExact: true,
      next: null,
    });
    expect(second?.previousHash).toBe(first?.hash);
    expect(await reportOf('plain')).toMatchObject({ entries: 5, end: { sequence: 5 }, broken: null });
    expect(await reportOf('other')).toMatchObject({ entries: 1, broken: null });
  });

  test.each([
    ['changed', (id: string) => sql`update audit_entry set outcome = 'rejected' where id = ${id}`, 'entry-changed', 3],
    [
      'moved to another user',
      (id: string) => sql`update audit_entry set user_id = '99' where id = ${id}`,
      'entry-changed',
      3,
    ],
    [
      'moved in time',
      (id: string) => sql`update audit_entry set at = at + interval '1 ms' where id = ${id}`,
      'entry-changed',
      3,
    ],
    ['removed', (id: string) => sql`delete from audit_entry where id = ${id}`, 'entry-missing', 3],
  ] as const)('an entry that was %s is named', async (name, statement, fault, sequence) => {
    if (kind === 'server' && postgres === null) {
      throw new Error('PostgreSQL could not be started here');
    }
    const tenant = `tampered-${name}`;
    const entries = await fill(tenant, 5);
    await tamper(statement(entries[2]?.id ?? ''));
    expect((await reportOf(tenant))?.broken).toMatchObject({ sequence, fault });
  });

  test('a truncated chain is detected; if its end is forged as well, a head noted before detects it', async (context) => {
    needServer(context);
    const entries = await fill('cut', 4);
    const noted = entries.map(({ chain, sequence, hash }) => ({ chain, sequence, hash }));
    await tamper(sql`delete from audit_entry where chain = 'bpm/cut' and sequence = 4`);
    expect((await reportOf('cut'))?.broken).toMatchObject({ sequence: 4, fault: 'end-missing' });
    await sql`update audit_chain set sequence = 3, hash = ${entries[2]?.hash ?? ''} where chain = 'bpm/cut'`.execute(
      database.db,
    );
    expect((await reportOf('cut'))?.broken).toBeNull();
    expect((await reportOf('cut', noted))?.broken).toMatchObject({
      sequence: 4,
      fault: 'tail-missing',
      through: 4,
    });
  });

  test('a chain recomputed without the key is detected', async (context) => {
    needServer(context);
    const [first] = await fill('forged', 1);
    const forger = createAuditTrail(database.db, new Uint8Array(32).fill(9), clock);
    await database.db.transaction().execute((tx) => forger.append(tx, entryOf('forged')));
    expect((await reportOf('forged'))?.broken).toMatchObject({ sequence: 2, fault: 'entry-changed' });
    expect(first?.sequence).toBe(1);
  });

  test('retention removes the oldest entries; the rest verifies from the checkpoint', async (context) => {
    needServer(context);
    const old = await fill('aged', 3);
    now += 10 * DAY_MS;
    await fill('aged', 2);
    expect(await trail.prune(new Date(now - DAY_MS))).toBeGreaterThanOrEqual(3);
    expect(await trail.find(old[0]?.id ?? '')).toBeNull();
    const { entries } = await trail.list({ tenant: 'aged', limit: 10, offset: 0 });
    expect(entries.map(({ sequence, action }) => [sequence, action])).toEqual([
      [6, 'audit-pruned'],
      [5, 'record-stored'],
      [4, 'record-stored'],
    ]);
    expect(await reportOf('aged')).toMatchObject({ entries: 3, broken: null });
    expect(await trail.prune(new Date(now - DAY_MS))).toBe(0);
    // Moving the checkpoint would let the database delete more.
    await sql`update audit_chain set pruned_sequence = 4 where chain = 'bpm/aged'`.execute(database.db);
    expect((await reportOf('aged'))?.broken).toMatchObject({ fault: 'checkpoint-forged' });
  });

  test('concurrent writers make one chain without a fork', { timeout: 120_000 }, async (context) => {
    needServer(context);
    const second = postgres === null ? null : await openDatabase({ kind: 'server', url: postgres });
    try {
      const other = second ?? database;
      const otherTrail = createAuditTrail(other.db, KEY, clock);
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          index % 2 === 0
            ? append(entryOf('crowd', { index }))
            : other.db.transaction().execute((tx) => otherTrail.append(tx, entryOf('crowd', { index }))),
        ),
      );
      expect(await reportOf('crowd')).toMatchObject({ entries: 40, end: { sequence: 40 }, broken: null });
    } finally {
      await second?.close();
    }
  });

  test('an entry of a transaction that is rolled back leaves no gap', async (context) => {
    needServer(context);
    await fill('rolled', 1);
    await expect(
      database.db.transaction().execute(async (tx) => {
        await trail.append(tx, entryOf('rolled'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await fill('rolled', 1);
    expect(await reportOf('rolled')).toMatchObject({ entries: 2, broken: null });
  });
});
