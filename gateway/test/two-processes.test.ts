/** Two gateway processes on one PostgreSQL, one of them killed in the middle: acknowledged checks are stored once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../src/audit/store/verify-audit.ts';
import { deriveSigningKeys } from '../src/auth/keys.ts';
import { command, tokenOf } from './support/bpm.ts';
import { ask, captureOf, createSigner, type LaunchSigner } from './support/capture.ts';
import { START } from './support/e-verify.ts';
import { E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import {
  finished,
  jpeg,
  type Launch,
  launch,
  MASTER_KEY,
  type Reachable,
  sha256,
  startGateway,
  submit,
  type TestGateway,
} from './support/harness.ts';
import { LCP, recordFor } from './support/lcp.ts';
import { migratedPostgres } from './support/shared-databases.ts';
import { type CallbackServer, type GatewayProcess, startCallbackServer, startProcess } from './support/processes.ts';

const CHECKS = 200;
const WORKERS = 6;
/** The number of acknowledged checks at which one process is killed, and at which another replaces it. */
const KILL_AT = 60;
const RESTART_AT = 100;

let postgres: string | null = null;
let callbacks: CallbackServer;
let survivor: TestGateway;
let other: GatewayProcess;
let signer: LaunchSigner;

const startOther = (url: string): Promise<GatewayProcess> =>
  startProcess({ DATABASE_URL: url, CALLBACK_URL: callbacks.url });

beforeAll(async () => {
  postgres = await migratedPostgres();
  if (postgres !== null) {
    callbacks = await startCallbackServer();
    survivor = await startGateway({ config: familiesConfig(), database: { kind: 'server', url: postgres } });
    other = await startOther(postgres);
    signer = await createSigner();
  }
}, 300_000);

afterAll(async () => {
  if (postgres !== null) {
    await other.kill();
    await survivor.close(5000);
    callbacks.close();
  }
}, 120_000);

test(
  '200 checks over four families, a kill -9 and a restart: each is there once, and every chain verifies',
  { timeout: 600_000 },
  async (context) => {
    const server = postgres;
    if (server === null) {
      context.skip('PostgreSQL could not be started here');
      return;
    }
    const records: string[] = [];
    const sessions: string[] = [];
    const verifications: string[] = [];
    const submissions: { readonly launched: Launch; readonly submissionId: string }[] = [];
    let next = 0;
    let targets: readonly Reachable[] = [survivor, other];
    let replacing: Promise<void> = Promise.resolve();

    const replaceOther = async (): Promise<void> => {
      targets = [survivor];
      await other.kill();
      other = await startOther(server);
      targets = [survivor, other];
    };

    /** Retries with any running process, as a client does after a broken connection. */
    const untilAnswered = async <T>(index: number, run: (gateway: Reachable) => Promise<T>): Promise<T> => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await run(targets[(index + attempt) % targets.length] ?? survivor);
        } catch (error) {
          if (attempt === 20) {
            throw error;
          }
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    };

    const bpmCheck = async (index: number): Promise<void> => {
      const token = await tokenOf({ sub: String(10_000 + (index % 7)) });
      const sessionId = await untilAnswered(index, async (gateway) => {
        const { body } = await command(gateway, 'StartLivenessSessionCommand', token);
        return String(body.data['sessionId']);
      });
      const imageBase64 = Buffer.from(await jpeg(480, 480 + index)).toString('base64');
      const headers = { 'idempotency-key': `check-${index}` };
      const record = { sessionId, isSuccessful: true, imageBase64, metadata: { verificationResult: true } };
      const data = await untilAnswered(index, async (gateway) => {
        const { status, body } = await command(gateway, 'UpdateLivenessCheckCommand', token, record, headers);
        expect([status, body['statusCode']]).toEqual([200, '00']);
        return body.data;
      });
      expect(data).toMatchObject({ isSuccessful: true, verificationResult: true });
      records.push(sessionId);
    };

    const coeCheck = async (index: number): Promise<void> => {
      const done = await untilAnswered(index, async (gateway) => {
        const launched = await launch(gateway, { partnerSessionId: randomUUID(), userId: `user-${index % 5}` });
        const { submissionId, confirmed } = await submit(gateway, launched);
        expect(confirmed.status).toBe(200);
        return { launched, submissionId };
      });
      submissions.push(done);
    };

    const eVerifyCheck = async (index: number): Promise<void> => {
      const started = await untilAnswered(index, async (gateway) => {
        const reply = await ask(
          gateway,
          'POST',
          START,
          { 'x-api-key': E_VERIFY_KEY },
          { client_session_token: `session-of-check-${index}` },
        );
        expect(reply.status).toBe(200);
        const { session_id: sessionId } = reply.body as { session_id: string };
        const headers = { authorization: `Bearer ${reply.headers.get('x-lifesign-capture-token') ?? ''}` };
        return { sessionId, headers, path: `/v1/biometrics/liveness/${sessionId}/capture` };
      });
      const nonce = await untilAnswered(index, async (gateway) => {
        const reply = await ask(gateway, 'POST', started.path, started.headers, { public_key: signer.publicKey });
        expect(reply.status).toBe(200);
        return (reply.body as { nonce: string }).nonce;
      });
      const capture = await captureOf(signer, { nonce, submissionId: started.sessionId });
      await untilAnswered(index, async (gateway) => {
        const reply = await ask(gateway, 'PUT', started.path, started.headers, capture);
        expect(reply).toMatchObject({ status: 200, body: { status: 'completed', outcome: 'live' } });
      });
      sessions.push(started.sessionId);
    };

    /** A token whose verification was interrupted is used up: its caller starts with a new one, and only answered verifications count. */
    const lcpCheck = async (index: number): Promise<void> => {
      const userId = `user-${index % 5}`;
      const token = await untilAnswered(index, async (gateway) => {
        const begun = await ask(gateway, 'POST', `${LCP}/liveness/init`, {}, { userId });
        expect(begun.status).toBe(200);
        const { reference } = begun.body as { reference: string };
        const livenessRecord = await recordFor(reference, {}, signer);
        const verified = await ask(gateway, 'POST', `${LCP}/liveness/verify`, {}, { userId, livenessRecord });
        expect(verified).toMatchObject({ status: 200, body: { result: 'ACCEPTED' } });
        return reference;
      });
      verifications.push(sha256(token).slice(0, 16));
    };

    const families = [coeCheck, bpmCheck, eVerifyCheck, lcpCheck] as const;

    const work = async (): Promise<void> => {
      for (let index = next++; index < CHECKS; index = next++) {
        await (families[index % families.length] ?? coeCheck)(index);
        const acknowledged = records.length + submissions.length + sessions.length + verifications.length;
        if (acknowledged === KILL_AT) {
          replacing = replaceOther();
        }
        if (acknowledged === RESTART_AT) {
          await replacing;
        }
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    await replacing;

    const each = CHECKS / families.length;
    expect([submissions, records, sessions, verifications].map(({ length }) => length)).toEqual([
      each,
      each,
      each,
      each,
    ]);
    for (const { launched, submissionId } of submissions) {
      expect(await finished(survivor, launched, submissionId)).toMatchObject({ status: 'COMPLETED', reasonCode: '' });
    }
    const checks = await survivor.db.selectFrom('liveness_check').select(['id', 'reference', 'state']).execute();
    const stored = await survivor.db.selectFrom('bpm_record').select('session_id').execute();
    expect(stored.map(({ session_id }) => session_id).toSorted()).toEqual(records.toSorted());
    const accounted = await survivor.db.selectFrom('e_verify_session').select(['id', 'status']).execute();
    expect(accounted.map(({ id }) => id).toSorted(), 'a repeated start is the same session').toEqual(
      sessions.toSorted(),
    );
    expect(accounted.filter(({ status }) => status !== 'completed')).toEqual([]);
    for (const reference of [...records, ...sessions, ...verifications]) {
      const found = checks.filter((check) => check.reference === reference);
      expect(found, reference).toMatchObject([{ state: 'live' }]);
      const { entries } = await survivor.audit.list({ checkId: found[0]?.id ?? '', limit: 100, offset: 0 });
      expect(entries.filter(({ action }) => action === 'verdict')).toHaveLength(1);
    }
    for (const { submissionId } of submissions) {
      expect(checks.filter(({ id }) => id === submissionId)).toMatchObject([{ state: 'live' }]);
      const { entries } = await survivor.audit.list({ checkId: submissionId, limit: 100, offset: 0 });
      expect(entries.filter(({ action }) => action === 'verdict')).toHaveLength(1);
    }
    const chains = await verifyAudit(survivor.db, deriveSigningKeys(MASTER_KEY).audit);
    expect(
      chains.map(({ chain }) => chain.split('/', 1)[0]).toSorted((a, b) => String(a).localeCompare(String(b))),
    ).toEqual(['bpm', 'coe', 'e-verify', 'lcp']);
    expect(chains.map(({ broken }) => broken)).toEqual([null, null, null, null]);
  },
);
