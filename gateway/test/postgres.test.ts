/** The same gateway on a real PostgreSQL server, shared by several processes. */
import { HEADERS } from 'lifesign/contract';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import {
  begin,
  call,
  confirm,
  evidenceFor,
  finished,
  jpeg,
  launch,
  sha256,
  startGateway,
  submit,
  type TestGateway,
  until,
  upload,
} from './support/harness.ts';
import { emptyPostgres, migratedPostgres } from './support/shared-databases.ts';
import { type CallbackServer, type GatewayProcess, startCallbackServer, startProcess } from './support/processes.ts';

const processes: GatewayProcess[] = [];
let server: string | null = null;
let left: TestGateway;
let right: TestGateway;
let callbacks: CallbackServer;

beforeAll(async () => {
  server = await emptyPostgres();
  if (server === null) {
    return;
  }
  const database = { kind: 'server', url: server } as const;
  // Both migrate the empty database at once; the lock lets one do it.
  [left, right] = await Promise.all([startGateway({ database }), startGateway({ database })]);
  callbacks = await startCallbackServer();
}, 180_000);

afterAll(async () => {
  await Promise.all(processes.map((each) => each.kill()));
  if (server !== null) {
    callbacks.close();
    await Promise.all([left.close(2000), right.close(2000)]);
  }
}, 120_000);

const needServer = (context: TestContext): void => {
  if (server === null) {
    context.skip('PostgreSQL could not be started here');
  }
};

test('a launch through one process, polled at the other', async (context) => {
  needServer(context);
  left.reference = await jpeg(480, 640, 3);
  right.reference = left.reference;
  const one = await launch(left, { flow: 'FACE_VERIFICATION' });
  const { submissionId } = await submit(left, one, { both: true });
  expect(await finished(right, one, submissionId)).toMatchObject({
    status: 'COMPLETED',
    reasonCode: '',
    attemptsLeft: 0,
  });
  const details = await call<Record<string, unknown>>(right, 'GET', '/coe/v1/submissions', {
    [HEADERS.token]: one.partnerToken,
    [HEADERS.partnerSessionId]: one.partnerSessionId,
  });
  expect(details.body.data).toMatchObject({
    result: 'VALID',
    submissionDetails: { verificationResults: { faceMatch: { result: true, score: 0.8123 } } },
  });
  await until(
    () => left.callbacks.length + right.callbacks.length,
    (count) => count === 1,
  );
  expect(left.engine.calls.length + right.engine.calls.length).toBe(1);
});

test('confirms at both processes at once: one wins, one attempt, one verification', async (context) => {
  needServer(context);
  left.engine.calls.length = 0;
  right.engine.calls.length = 0;
  const one = await launch(left);
  const { data } = (await begin(left, one)).body;
  const selfie = await jpeg();
  await upload(right, data.documents.SELFIE?.documentUrl ?? '', selfie);
  const evidence = await one.sign(evidenceFor(data, { SELFIE: sha256(selfie) }));
  const answers = await Promise.all(
    [left, right, left, right].map((gateway) => confirm(gateway, one, data.submissionId, evidence)),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  expect(await finished(left, one, data.submissionId)).toMatchObject({ status: 'COMPLETED' });
  const { attempts } = await left.db
    .selectFrom('session')
    .select('attempts')
    .where('partner_session_id', '=', one.partnerSessionId)
    .executeTakeFirstOrThrow();
  expect(attempts).toBe(1);
  expect(left.engine.calls.length + right.engine.calls.length).toBe(1);
});

test('sessions and attempts opened at both processes at once are one', async (context) => {
  needServer(context);
  const one = await launch(left);
  const [a, b, c] = await Promise.all([left, right, left].map((gateway) => begin(gateway, one)));
  expect(new Set([a, b, c].map((answer) => answer?.body.data.submissionId)).size).toBe(1);
  await Promise.all([left, right, left].map((gateway) => launch(gateway, { partnerSessionId: one.partnerSessionId })));
});

test('when a process is killed while verifying, another takes over its work', { timeout: 180_000 }, async (context) => {
  needServer(context);
  const location = (await migratedPostgres()) ?? '';
  const doomed = await startProcess({ DATABASE_URL: location, CALLBACK_URL: callbacks.url, ENGINE_DELAY_MS: '600000' });
  processes.push(doomed);
  const one = await launch(doomed);
  const { submissionId } = await submit(doomed, one);
  await until(
    () => doomed.lines,
    (lines) => lines.includes('verifying'),
  );
  const survivor = await startGateway({ database: { kind: 'server', url: location } });
  try {
    // As long as the first process runs, the other does not take its jobs.
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    expect(survivor.engine.calls).toHaveLength(0);
    await doomed.kill();
    expect(await finished(survivor, one, submissionId)).toMatchObject({ status: 'COMPLETED', reasonCode: '' });
    expect(survivor.engine.calls).toHaveLength(1);
  } finally {
    await survivor.close(2000);
  }
});
