/** Web processes and workers on one PostgreSQL, any of which may be killed, and launches over them. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { verifyAudit } from '../../src/audit/store/verify-audit.ts';
import { deriveSigningKeys } from '../../src/auth/keys.ts';
import { createUrlSigner } from '../../src/auth/signed-url.ts';
import { type Db, type OpenDatabase, openDatabase } from '../../src/database/database.ts';
import { imageUrlOf } from '../../src/families/coe/image-url.ts';
import { jpeg, type Launch, launch, MASTER_KEY, prepare, type Reachable, statusOf, until } from './harness.ts';
import { type CallbackServer, type GatewayProcess, startCallbackServer, startProcess } from './processes.ts';

export interface Acknowledged {
  readonly launched: Launch;
  readonly submissionId: string;
  readonly selfie: Uint8Array;
}

/** What the database and the partner know of a submission. */
export interface Trace {
  readonly status: string;
  readonly verdicts: number;
  readonly deliveries: readonly string[];
  readonly callbacks: number;
}

export interface Stored {
  /** Null where the picture is in the object store. */
  readonly sealed: Uint8Array | null;
  /** Name of its object; null where it is in the row. */
  readonly blob: string | null;
  readonly bytes: Buffer;
}

export interface Cluster {
  /** The web processes in turn, request by request, as behind a load balancer. */
  readonly balanced: Reachable;
  readonly webs: Map<string, GatewayProcess>;
  readonly workers: Map<string, GatewayProcess>;
  readonly callbacks: CallbackServer;
  /** Submissions whose confirm was not answered by 200: each may have been accepted, or not. */
  readonly unanswered: ReadonlySet<string>;
  readonly db: Db;
  start(kind: 'web' | 'worker', name: string): Promise<GatewayProcess>;
  /** SIGKILL. */
  kill(kind: 'web' | 'worker', name: string): Promise<void>;
  /** Launches, uploads and confirms, each request at another web process; starts again when one was killed meanwhile. */
  check(index: number): Promise<Acknowledged>;
  /** Waits until its check is finished and its callback recorded as delivered. */
  ended(acknowledged: Acknowledged): Promise<Trace>;
  /** The selfie as the database has it and as an image address gives it back; null where there is not one row. */
  stored(acknowledged: Acknowledged): Promise<Stored | null>;
  /** Once no check waits for its verdict, and no callback to be sent; rejects after ten minutes. */
  drained(): Promise<void>;
  /** Those of the chains that do not verify. */
  brokenChains(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Milliseconds: enough for a database that ended to be started again, and recover. */
const PATIENCE = 60_000;

const untilAnswered = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

const requireOk = (what: string, status: number): void => {
  if (status !== 200) {
    throw new Error(`${what} answered ${status}`);
  }
};

/** Checks without a verdict, and callbacks that are to be sent. */
const waitingIn = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from submission where status = 'IN_PROGRESS')::int
      + (select count(*) from callback_delivery where status = 'pending')::int as count`.execute(db);
  return rows[0]?.count ?? 0;
};

export const startCluster = async (url: string, env: Readonly<Record<string, string>>): Promise<Cluster> => {
  const database: OpenDatabase = await openDatabase({ kind: 'server', url });
  const callbacks = await startCallbackServer();
  const webs = new Map<string, GatewayProcess>();
  const workers = new Map<string, GatewayProcess>();
  const clock = { now: () => new Date() };
  const urls = createUrlSigner(deriveSigningKeys(MASTER_KEY).url, clock);
  const unanswered = new Set<string>();
  const ofKind = { web: webs, worker: workers };

  let turn = 0;
  const balanced: Reachable = {
    app: {
      request(path, init) {
        const running = [...webs.values()];
        turn += 1;
        const next = running[turn % running.length];
        if (next === undefined) {
          throw new Error('no web process runs');
        }
        return next.app.request(path, init);
      },
    },
  };

  const callbacksOf = (submissionId: string): number =>
    callbacks.bodies.filter((body) => body.includes(submissionId)).length;

  return {
    balanced,
    webs,
    workers,
    callbacks,
    unanswered,
    db: database.db,
    async start(kind, name) {
      const started = await startProcess({ ...env, DATABASE_URL: url, CALLBACK_URL: callbacks.url, ROLE: kind });
      ofKind[kind].set(name, started);
      return started;
    },
    async kill(kind, name) {
      const found = ofKind[kind].get(name);
      ofKind[kind].delete(name);
      await found?.kill();
    },
    check: (index) =>
      untilAnswered(async () => {
        const launched = await launch(balanced, { partnerSessionId: randomUUID(), userId: `user-${index}` });
        const selfie = await jpeg(480, 640 + index);
        const { submissionId, confirm } = await prepare(balanced, launched, { selfie });
        unanswered.add(submissionId);
        const { status } = await confirm();
        requireOk('confirm', status);
        unanswered.delete(submissionId);
        return { launched, submissionId, selfie };
      }),
    async ended({ launched, submissionId }) {
      const { body } = await until(
        () =>
          untilAnswered(async () => {
            const answer = await statusOf(balanced, launched, submissionId);
            requireOk('status', answer.status);
            return answer;
          }),
        (answer) => answer.body.data.status !== 'IN_PROGRESS',
        90_000,
      );
      const deliveries = await until(
        () =>
          database.db
            .selectFrom('callback_delivery')
            .select('status')
            .where('submission_id', '=', submissionId)
            .execute(),
        (rows) => rows.length > 0 && rows.every(({ status }) => status !== 'pending'),
        90_000,
      );
      const verdicts = await database.db
        .selectFrom('audit_entry')
        .select('id')
        .where('check_id', '=', submissionId)
        .where('action', '=', 'verdict')
        .execute();
      return {
        status: `${body.data.status} ${body.data.reasonCode ?? ''}`.trim(),
        verdicts: verdicts.length,
        deliveries: deliveries.map(({ status }) => status),
        callbacks: callbacksOf(submissionId),
      };
    },
    async stored({ submissionId }) {
      const [row, ...more] = await database.db
        .selectFrom('document_image')
        .innerJoin('document', 'document.id', 'document_image.document_id')
        .select(['document.id', 'sealed', 'blob'])
        .where('submission_id', '=', submissionId)
        .execute();
      if (row === undefined || more.length > 0) {
        return null;
      }
      const path = imageUrlOf({ urls, clock }, '', row.id, 60);
      const response = await balanced.app.request(path);
      return { sealed: row.sealed, blob: row.blob, bytes: Buffer.from(await response.arrayBuffer()) };
    },
    async drained() {
      await until(
        () => waitingIn(database.db),
        (count) => count === 0,
        600_000,
      );
    },
    async brokenChains() {
      const chains = await verifyAudit(database.db, deriveSigningKeys(MASTER_KEY).audit);
      return chains.flatMap(({ chain, broken }) => (broken === null ? [] : [chain]));
    },
    async close() {
      await Promise.all([...webs.values(), ...workers.values()].map((each) => each.kill()));
      callbacks.close();
      await database.close();
    },
  };
};
