/** Web processes and a worker on one PostgreSQL and one object store, over sockets; one of each is killed while it works. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { command, tokenOf } from './support/bpm.ts';
import { type Acknowledged, type Cluster, startCluster } from './support/cluster.ts';
import { jpeg, launch, MASTER_KEY, prepare, until } from './support/harness.ts';
import { type GatewayProcess, ProcessEnded, startMain } from './support/processes.ts';
import { startS3, type TestS3 } from './support/s3.ts';
import { emptyPostgres, migratedPostgres } from './support/shared-databases.ts';

const BURST = 30;
const DONE = { status: 'COMPLETED', verdicts: 1, deliveries: ['delivered'], callbacks: 1 };

let url: string | null = null;
let s3: TestS3;
let cluster: Cluster;

beforeAll(async () => {
  url = await migratedPostgres();
  if (url === null) {
    return;
  }
  s3 = await startS3();
  cluster = await startCluster(url, {
    // Slow enough that a worker can be killed while it judges.
    ENGINE_DELAY_MS: '1000',
    AUTHENTICATION_BURST: String(BURST),
    PICTURES: JSON.stringify(s3.pictures),
  });
  await Promise.all([cluster.start('web', 'a'), cluster.start('web', 'b'), cluster.start('worker', 'first')]);
}, 300_000);

afterAll(async () => {
  if (url !== null) {
    await cluster.close();
    await s3.close();
  }
}, 60_000);

beforeEach(async (context) => {
  if (url === null) {
    context.skip('PostgreSQL could not be started here');
  }
  // The first test kills this process, and may fail afterwards.
  if (!cluster.webs.has('a')) {
    await cluster.start('web', 'a');
  }
}, 60_000);

const web = (name: string): GatewayProcess => cluster.webs.get(name) as GatewayProcess;
const judged = (worker: GatewayProcess | undefined): number =>
  (worker?.lines ?? []).filter((line) => line === 'verifying').length;

/** Each is an object in the store, in no row, and comes back byte for byte. */
const requireStored = async (all: readonly Acknowledged[]): Promise<void> => {
  const objects = s3.names();
  for (const each of all) {
    const stored = await cluster.stored(each);
    expect(stored).toEqual({ sealed: null, blob: expect.any(String) as string, bytes: Buffer.from(each.selfie) });
    expect(objects).toContain(stored?.blob);
  }
};

const tracesOf = (all: readonly Acknowledged[]) => Promise.all(all.map((each) => cluster.ended(each)));

test(
  'a web process and the worker are killed: each check ends once, its callback arrives, and its picture is in the store',
  { timeout: 300_000 },
  async () => {
    const before = await Promise.all([0, 1, 2].map((index) => cluster.check(index)));
    expect(await tracesOf(before)).toEqual(before.map(() => DONE));
    const first = cluster.workers.get('first');
    expect(judged(first)).toBe(before.length);
    expect([judged(web('a')), judged(web('b'))]).toEqual([0, 0]);

    // Uploaded through both web processes, and confirmed when there is one.
    const begun = await launch(cluster.balanced, { userId: 'user-10' });
    const selfie = await jpeg(480, 650);
    const uploaded = await prepare(cluster.balanced, begun, { selfie });
    const pending = [3, 4, 5, 6, 7, 8].map((index) => cluster.check(index));
    await until(
      () => judged(first),
      (count) => count > before.length,
    );
    // Before the worker's first check is decided, and while launches run at both web processes.
    await Promise.all([cluster.kill('worker', 'first'), cluster.kill('web', 'a')]);
    expect((await uploaded.confirm()).status).toBe(200);
    const second = await cluster.start('worker', 'second');
    const after = [...(await Promise.all(pending)), { launched: begun, submissionId: uploaded.submissionId, selfie }];
    expect(await tracesOf(after)).toEqual(after.map(() => DONE));
    // A check that was judged but not recorded is judged again.
    expect(judged(first) + judged(second)).toBeGreaterThanOrEqual(before.length + after.length);
    expect(judged(second)).toBeGreaterThan(0);
    const told = cluster.callbacks.bodies.map((body) => (JSON.parse(body) as { submissionId: string }).submissionId);
    // A web process that is killed between the commit and its answer has accepted a check without saying so.
    const acknowledged = told.filter((submissionId) => !cluster.unanswered.has(submissionId));
    expect(new Set(acknowledged)).toEqual(new Set([...before, ...after].map(({ submissionId }) => submissionId)));
    // The callback of a worker that is killed before it records the partner's answer is repeated, as the contract allows.
    expect(acknowledged.length - before.length - after.length).toBeLessThanOrEqual(1);
    expect(await cluster.brokenChains()).toEqual([]);
    await requireStored([...before, ...after]);
  },
);

test('a web process judges checks that are answered in the request, and wrong keys at two processes count together', async () => {
  const customer = await tokenOf({ sub: '4711' });
  const { body } = await command(web('a'), 'StartLivenessSessionCommand', customer);
  const record = {
    sessionId: String(body.data['sessionId']),
    isSuccessful: true,
    imageBase64: Buffer.from(await jpeg()).toString('base64'),
    metadata: { verificationResult: true },
  };
  const answer = await command(web('b'), 'UpdateLivenessCheckCommand', customer, record, { 'idempotency-key': 'one' });
  expect([answer.status, answer.body['statusCode']]).toEqual([200, '00']);
  expect([judged(web('a')), judged(web('b'))]).toEqual([0, 1]);

  const forged = await tokenOf({ secret: 'another-secret-of-somebody-who-guesses' });
  const guess = (index: number) => command(web(index % 2 === 0 ? 'a' : 'b'), 'CheckLivenessStatusQuery', forged);
  for (let index = 0; index < BURST; index += 1) {
    expect((await guess(index)).status).toBe(401);
  }
  expect([(await guess(0)).status, (await guess(1)).status]).toEqual([429, 429]);
});

test('a worker answers only whether it is ready; on SIGTERM it finishes the jobs that it has begun', async () => {
  const worker = cluster.workers.get('second') as GatewayProcess;
  expect((await worker.app.request('/readyz')).status).toBe(200);
  expect((await worker.app.request('/healthz')).status).toBe(200);
  expect((await worker.app.request('/v1/coe/partner/authentication')).status).toBe(404);
  expect((await worker.app.request('/docs')).status).toBe(404);

  const count = judged(worker);
  const begun = await cluster.check(9);
  await until(
    () => judged(worker),
    (now) => now > count,
  );
  expect(await worker.stop()).toBe(0);
  cluster.workers.delete('second');
  // No other worker could have taken it over.
  await cluster.start('worker', 'third');
  expect(await cluster.ended(begun)).toEqual(DONE);
  expect(judged(cluster.workers.get('third'))).toBe(0);
}, 120_000);

test(
  'the shipped process: an argument makes it a worker, and an embedded database refuses workers',
  { timeout: 240_000 },
  async () => {
    const key = Buffer.from(MASTER_KEY).toString('base64');
    await expect(startMain({ LIFESIGN_MASTER_KEY: key, DATA_DIR: '/nowhere' }, [], ['worker'])).rejects.toThrow(
      ProcessEnded,
    );
    const worker = await startMain(
      // A database of its own, because this worker's configuration names no store.
      { DATABASE_URL: (await emptyPostgres()) ?? '', LIFESIGN_MASTER_KEY: key, ENGINE_THREADS: '1' },
      [],
      ['worker'],
    );
    expect(worker.lines.join('\n')).toContain('"role":"worker"');
    expect((await worker.app.request('/readyz')).status).toBe(200);
    expect((await worker.app.request('/openapi.json')).status).toBe(404);
    expect(await worker.stop()).toBe(0);
  },
);
