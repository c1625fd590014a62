/**
 * Years of checks, made by the PostgreSQL server itself within a minute, and queries on them. Rows are small: no picture
 * has more than a few bytes. Every name is computed from a number, so that any row can be queried.
 */
import { sql } from 'kysely';
import { createAuditTrail } from '../../src/audit/store/audit-trail.ts';
import { eraseMeasurements, lockPictures } from '../../src/check/store/erasure.ts';
import { findChecks } from '../../src/check/store/list.ts';
import { expirePrints, isKnownExactly } from '../../src/check/store/prints.ts';
import type { Db, Tx } from '../../src/database/database.ts';
import { latestRecord, listRecords } from '../../src/families/bpm/store/records.ts';
import {
  eraseCoePerson,
  forgetReferences,
  lockAbandonedUploads,
  lockExpiredUploads,
  lockUploadsOf,
} from '../../src/families/coe/store/erasure.ts';
import { findSession } from '../../src/families/coe/store/sessions.ts';
import { lastSubmission } from '../../src/families/coe/store/submissions.ts';
import {
  deleteEVerifySessions,
  deleteEVerifySessionsOf,
  findByClientToken,
} from '../../src/families/e-verify/store/sessions.ts';
import { eraseLcpImages } from '../../src/families/lcp/store/images.ts';
import { deleteInitiations, isInitiated } from '../../src/families/lcp/store/initiations.ts';
import { MASTER_KEY } from './harness.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
const DAYS = 365;
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

/** Pictures of the last days exist, earlier ones are erased, and those of one hour are due. */
const KEPT_DAYS = 30;
const DUE = daysAgo(KEPT_DAYS - 0.04);

const at = (n: number) =>
  sql`${NOW.toISOString()}::timestamptz - (i * ${(DAYS * 86_400) / n}::float8) * interval '1 s'`;
const isKept = (n: number) => sql`i * ${DAYS / n}::float8 < ${KEPT_DAYS}`;
const rows = (n: number) => sql`generate_series(1, ${n}::int) as i`;
const id = (name: string) => sql`md5(${name} || i)::uuid`;

interface Definition {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Drops keys and indexes of all tables; returns a function that makes them again, which is faster than keeping them up to date. */
const takeIndexesAway = async (db: Db): Promise<() => Promise<void>> => {
  const constraints = async (kinds: string): Promise<readonly Definition[]> => {
    const { rows: found } = await sql<Definition>`
      select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace and contype = any (string_to_array(${kinds}, ','))
    `.execute(db);
    return found;
  };
  const run = (statement: string) => sql.raw(statement).execute(db);
  const dropAll = async (all: readonly Definition[]): Promise<void> => {
    for (const { table, name } of all) {
      await run(`alter table ${table} drop constraint "${name}"`);
    }
  };
  const foreign = await constraints('f');
  const keys = await constraints('p,u');
  await dropAll(foreign);
  await dropAll(keys);
  const { rows: indexes } = await sql<Definition>`
    select tablename as "table", indexname as name, indexdef as definition from pg_indexes where schemaname = 'public'
  `.execute(db);
  for (const { name } of indexes) {
    await run(`drop index "${name}"`);
  }
  return async () => {
    for (const { table, name, definition } of keys) {
      await run(`alter table ${table} add constraint "${name}" ${definition}`);
    }
    for (const { definition } of indexes) {
      await run(definition);
    }
    for (const { table, name, definition } of foreign) {
      await run(`alter table ${table} add constraint "${name}" ${definition} not valid`);
    }
  };
};

/** So many checks, and what belongs to them: about five rows of other tables for each. */
export const fillTables = async (db: Db, checks: number): Promise<void> => {
  const share = (part: number): number => Math.round(checks * part);
  const users = Math.max(1, share(1 / 3));
  const user = sql`(i % ${users}::int)::text`;
  const [sessions, images, records, proxied, eVerify] = [share(0.7), share(0.3), share(0.2), share(0.1), share(0.1)];
  await db.connection().execute(async (connection) => {
    const run = (statement: ReturnType<typeof sql>) => statement.execute(connection);
    // Neither triggers nor indexes while rows come in.
    await run(sql`set session_replication_role = replica`);
    const putBack = await takeIndexesAway(connection);
    await run(sql`insert into liveness_check (id, family, tenant, user_id, reference, state, reason, score, details, created_at)
      select ${id('check')}, case when i % 1000 = 0 then 'lcp' when i % 10 < 7 then 'coe' when i % 10 < 9 then 'bpm' else 'e-verify' end,
        case when i % 5000 = 0 then 'rare' else 'tenant-' || (i % 20) end, ${user}, 'reference-' || i,
        case when i % 2000 = 0 then 'mismatch' when i % 8 = 0 then 'spoof' else 'live' end, null, 0.9, '{}', ${at(checks)}
      from ${rows(checks)}`);
    await run(sql`insert into check_image (id, check_id, role, content_type, width, height, sha256, sealed, created_at)
      select ${id('image')}, ${id('check')}, 'SELFIE', 'image/jpeg', 480, 640, md5('sha' || i),
        case when ${isKept(images)} then '\\x00'::bytea end, ${at(images)} from ${rows(images)}`);
    await run(sql`insert into picture_print (id, check_id, sha256, created_at, known_until, face_until, hash, band0, band1, band2, band3)
      select ${id('print')}, ${id('check')}, md5('sha' || i), ${at(images)}, ${at(images)} + interval '90 days',
        ${at(images)} + interval '30 days', '', i % 65536, i % 65521, i % 65519, i % 65497 from ${rows(images)}`);
    await run(sql`insert into audit_entry (id, chain, sequence, at, family, tenant, actor, user_id, action, outcome, check_id, images, detail, previous_hash, hash)
      select ${id('entry')}, 'coe/tenant-' || (i % 20), ${checks}::int - i, ${at(checks)},
        case when i % 1000 = 0 then 'lcp' else 'coe' end, case when i % 5000 = 0 then 'rare' else 'tenant-' || (i % 20) end,
        'gateway', ${user}, 'verdict', 'done', 'check-' || i, '[]', '{}', '', '' from ${rows(checks)}`);
    await run(sql`insert into session (id, client_id, onboarding_partner, partner_session_id, user_id, user_id_type, flow, source, locale, reference_image_url, created_at)
      select ${id('session')}, 'client-' || (i % 3), 'partner', 'session-' || i, ${user}, 'ID', 'STANDALONE_LIVENESS', 'SDK', 'en_ID',
        case when ${isKept(sessions)} then 'https://example.com' end, ${at(sessions)} from ${rows(sessions)}`);
    await run(sql`insert into submission (id, session_id, ordinal, status, sdk_session_id, nonce, nonce_expires_at, created_at)
      select ${id('submission')}, ${id('session')}, 1, case when i % 100 = 0 then 'INITIATED' else 'COMPLETED' end, 'sdk', 'nonce',
        ${at(sessions)}, ${at(sessions)} from ${rows(sessions)}`);
    await run(sql`insert into document (id, submission_id, type, status, sha256, uploaded_at, erased_at)
      select ${id('document')}, ${id('submission')}, 'SELFIE', case when i % 100 = 0 then 'PENDING' else 'VERIFIED' end, md5('doc' || i),
        case when i % 100 > 0 then ${at(sessions)} end, case when i % 100 > 0 and not ${isKept(sessions)} then ${at(sessions)} end
      from ${rows(sessions)}`);
    await run(sql`insert into document_image (document_id, sealed)
      select id, '\\x00' from document where uploaded_at is not null and erased_at is null`);
    await run(sql`insert into bpm_record (user_id, pre_registration_id, session_id, check_id, is_successful, claim, sealed_origin, created_at)
      select ${user}, (i % ${users}::int)::text, 'bpm-' || i, ${id('check')}, true, '{}', '', ${at(records)} from ${rows(records)}`);
    await run(sql`insert into lcp_initiation (token_sha256, user_id, provider, created_at)
      select md5('token' || i), ${user}, 'lifesign', ${at(proxied)} from ${rows(proxied)}`);
    await run(sql`insert into lcp_image (id, user_id, kind, sha256, sealed, created_at)
      select ${id('lcp')}, ${user}, 'probe', md5('lcp' || i), case when ${isKept(proxied)} then '\\x00'::bytea end, ${at(proxied)} from ${rows(proxied)}`);
    await run(sql`insert into e_verify_session (id, account, mode, client_session_token, status, created_at, expires_at)
      select 'ev-' || i, 'account-' || (i % 3), 'live', 'person-' || i, 'completed', ${at(eVerify)}, ${at(eVerify)} from ${rows(eVerify)}`);
    await run(sql`set maintenance_work_mem = '256MB'`);
    await putBack();
    await run(sql`set session_replication_role = origin`);
    await run(sql`vacuum (analyze)`);
  });
};

/** Runs the work and rolls it back, so that the next run finds the same rows. */
export const takenBack = async <Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> => {
  const tx = await db.startTransaction().execute();
  try {
    return await work(tx);
  } finally {
    await tx.rollback().execute();
  }
};

export interface LookUp {
  readonly name: string;
  readonly run: (db: Tx) => Promise<unknown>;
}

/** Every list, look-up and sweep over tables that grow, each with a condition that few rows match. */
export const lookUps = (checks: number): readonly LookUp[] => {
  const some = Math.round(checks / 30);
  const userId = String(some);
  const page = { page: 1, pageSize: 20 };
  const half = { createdAt: daysAgo(DAYS / 2), id: '00000000-0000-4000-8000-000000000000' };
  const clients = { are: 'in', ids: ['client-0', 'client-1', 'client-2'] } as const;
  const coe = { clientId: 'client-1', userId };
  const audit = (db: Db) => createAuditTrail(db, MASTER_KEY, { now: () => NOW });
  const entries = { limit: 20, offset: 0 };
  const records = { limit: 20, offset: 0 };
  const checked = (name: string, filter: Parameters<typeof findChecks>[1], after?: typeof half): LookUp => ({
    name: `checks, ${name}`,
    run: (db) => findChecks(db, filter, { ...page, after }),
  });
  const trail = (
    name: string,
    query: Omit<Parameters<ReturnType<typeof audit>['list']>[0], 'limit' | 'offset'>,
  ): LookUp => ({
    name: `audit, ${name}`,
    run: (db) => audit(db).list({ ...query, ...entries }),
  });
  return [
    checked('all', {}),
    checked('all, from the middle', {}, half),
    checked('of a family', { family: 'lcp' }),
    checked('of a state', { state: 'mismatch' }),
    checked('of a state, from the middle', { state: 'mismatch' }, half),
    checked('of a family and a state', { family: 'bpm', state: 'mismatch' }),
    checked('of a tenant', { tenant: 'rare' }),
    checked('of a user', { userId }),
    checked('by reference', { reference: `reference-${some}` }),
    trail('all', {}),
    trail('from the middle', { after: { at: half.createdAt, chain: 'coe/tenant-1', sequence: 1 } }),
    trail('of a family', { family: 'lcp' }),
    trail('of a tenant', { tenant: 'rare' }),
    trail('of a user in 30 days', { family: 'lcp', userId, from: daysAgo(30), to: NOW }),
    trail('of a check', { checkId: `check-${some}` }),
    { name: 'BPM records, all', run: (db) => listRecords(db, {}, records) },
    {
      name: 'BPM records, from the middle',
      run: (db) => listRecords(db, {}, { ...records, after: Math.round(checks / 10) }),
    },
    { name: 'BPM records of a user', run: (db) => listRecords(db, { userId }, records) },
    {
      name: 'BPM records of a registration',
      run: (db) => listRecords(db, { preRegistrationId: userId }, records),
    },
    { name: 'BPM records of a session', run: (db) => listRecords(db, { sessionId: `bpm-${some}` }, records) },
    { name: 'BPM, latest record of a user', run: (db) => latestRecord(db, userId) },
    { name: 'whether a picture is known', run: (db) => isKnownExactly(db, ['unknown'], daysAgo(90)) },
    { name: 'prints that are due', run: (db) => expirePrints(db, daysAgo(DAYS)) },
    { name: 'CoE session', run: (db) => findSession(db, 'client-1', `session-${some}`) },
    { name: 'CoE, last submission', run: (db) => lastSubmission(db, '00000000-0000-4000-8000-000000000000') },
    { name: 'e-verify session', run: (db) => findByClientToken(db, 'account-1', 'live', `person-${some}`) },
    { name: 'proxy, whether initiated', run: (db) => isInitiated(db, 'lifesign', userId) },
    { name: 'person: uploads', run: (db) => lockUploadsOf(db, coe) },
    { name: 'person: CoE', run: (db) => eraseCoePerson(db, coe) },
    { name: 'person: pictures', run: (db) => lockPictures(db, { family: 'bpm', tenant: 'tenant-1', userId }) },
    { name: 'person: measurements', run: (db) => eraseMeasurements(db, { family: 'bpm', tenant: 'tenant-1', userId }) },
    { name: 'person: proxy', run: (db) => eraseLcpImages(db, { userId }) },
    { name: 'person: e-verify', run: (db) => deleteEVerifySessionsOf(db, 'account-1', `person-${some}`) },
    { name: 'due: uploads', run: (db) => lockExpiredUploads(db, clients, DUE) },
    { name: 'due: abandoned uploads', run: (db) => lockAbandonedUploads(db, clients, daysAgo(1)) },
    { name: 'due: pictures of checks', run: (db) => lockPictures(db, { before: DUE }) },
    { name: 'due: references', run: (db) => forgetReferences(db, clients, DUE) },
    { name: 'due: pictures of the proxy', run: (db) => eraseLcpImages(db, { before: DUE }) },
    { name: 'due: initiations', run: (db) => deleteInitiations(db, daysAgo(DAYS - 0.01)) },
    { name: 'due: e-verify sessions', run: (db) => deleteEVerifySessions(db, daysAgo(DAYS - 0.01)) },
  ];
};
