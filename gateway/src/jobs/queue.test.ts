/** The queue under load: jobs do not wait for the poll, and no partner waits for another's slow jobs. */
import { afterEach, expect, test } from 'vitest';
import { onBothDatabases } from '../../test/support/databases.ts';
import { livePerson } from '../../test/support/fake-engine.ts';
import {
  CLIENT_ID,
  finished,
  type Launch,
  launch,
  type LaunchOptions,
  OTHER_CLIENT_ID,
  OTHER_PASS_KEY,
  prepare,
  type Prepared,
  startGateway,
  statusOf,
  submit,
  testConfig,
  type TestGateway,
  until,
} from '../../test/support/harness.ts';

const BURST = 80;
const POLL_MS = 2000;
/** Slots of the engine's queue with one thread; the sandbox's has fewer, and one partner's callbacks as many. */
const SLOTS = 4;
/** Half of the time that polling needs: far more than the queue takes, so that a slow machine passes as well. */
const BURST_MS = (BURST * POLL_MS) / SLOTS / 2;
/** More than any queue has slots. */
const FLOOD = 12;

const OTHER = { clientId: OTHER_CLIENT_ID, passKey: OTHER_PASS_KEY, onboardingPartner: 'OTHER-SDK-COE' };

let gateway: TestGateway;

interface Submitted {
  readonly launched: Launch;
  readonly submissionId: string;
}

const submitAs = async (options: LaunchOptions): Promise<Submitted> => {
  const launched = await launch(gateway, options);
  const { submissionId, confirmed } = await submit(gateway, launched);
  expect(confirmed.status).toBe(200);
  return { launched, submissionId };
};

const submitMany = (count: number, options: LaunchOptions): Promise<Submitted[]> =>
  Promise.all(Array.from({ length: count }, () => submitAs(options)));

const allFinished = async (submitted: readonly Submitted[]): Promise<void> => {
  for (const { launched, submissionId } of submitted) {
    expect(await finished(gateway, launched, submissionId)).toMatchObject({ status: 'COMPLETED', reasonCode: '' });
  }
};

const noneFinished = async (submitted: readonly Submitted[]): Promise<void> => {
  for (const { launched, submissionId } of submitted) {
    const { body } = await statusOf(gateway, launched, submissionId);
    expect(body.data.status).toBe('IN_PROGRESS');
  }
};

/** Closed until the test opens it. */
class Gate {
  open!: () => void;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}

const callbackUrlOf = (clientId: string): string => `https://${clientId}.example.com/callback`;

afterEach(() => gateway.close(5000));

const prepareMany = (count: number, options: LaunchOptions) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const launched = await launch(gateway, options);
      return { launched, ...(await prepare(gateway, launched)) };
    }),
  );

const confirmAll = async (prepared: readonly Prepared[]): Promise<void> => {
  const answers = await Promise.all(prepared.map((each) => each.confirm()));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
};

onBothDatabases((location) => {
  test('sandbox submissions confirmed at once are decided faster than by polling', { timeout: 180_000 }, async () => {
    gateway = await startGateway({ database: location() });
    const burst = await prepareMany(BURST, { sandbox: true });
    const confirmedAt = Date.now();
    await confirmAll(burst);
    await allFinished(burst);
    expect(Date.now() - confirmedAt).toBeLessThan(BURST_MS);
  });

  test('submissions for the engine as well, and their callbacks are sent', { timeout: 180_000 }, async () => {
    gateway = await startGateway({ database: location() });
    const burst = await prepareMany(BURST, {});
    const confirmedAt = Date.now();
    await confirmAll(burst);
    await allFinished(burst);
    await until(
      () => gateway.callbacks.length,
      (count) => count === BURST,
    );
    expect(Date.now() - confirmedAt).toBeLessThan(BURST_MS);
  });
});

test('sandbox submissions that wait for their verdict do not delay others', { timeout: 60_000 }, async () => {
  gateway = await startGateway();
  const slow = await prepareMany(3, { sandbox: true, userId: 'sandbox-slow' });
  const quick = await prepareMany(1, { sandbox: true });
  await confirmAll(slow);
  await confirmAll(quick);
  await allFinished([...quick, ...slow]);
  const decided = await gateway.db.selectFrom('submission').select('id').orderBy('completed_at').execute();
  expect(decided[0]?.id).toBe(quick[0]?.submissionId);
});

test('sandbox submissions do not wait for the engine', { timeout: 120_000 }, async () => {
  gateway = await startGateway();
  const gate = new Gate();
  gateway.engine.answer = async (input) => {
    await gate.opened;
    return livePerson(input);
  };
  // From two partners, so that they take all the slots.
  const real = [...(await submitMany(FLOOD, {})), ...(await submitMany(FLOOD, { partner: OTHER }))];
  await allFinished([await submitAs({ sandbox: true })]);
  await noneFinished(real);
  gate.open();
  await allFinished(real);
});

test("a partner's unanswered reference pictures do not delay another partner", { timeout: 120_000 }, async () => {
  const gate = new Gate();
  gateway = await startGateway({
    getReferenceImage: async () => {
      await gate.opened;
      return { ok: true, bytes: new Uint8Array(1), type: 'ktp' };
    },
  });
  const waiting = await submitMany(FLOOD, { flow: 'FACE_VERIFICATION' });
  await allFinished([await submitAs({ partner: OTHER })]);
  await noneFinished(waiting);
  gate.open();
  await allFinished(waiting);
});

test("a partner's unanswered callbacks do not delay another partner's", { timeout: 120_000 }, async () => {
  const gate = new Gate();
  const answered: string[] = [];
  const { partners } = testConfig();
  const first = partners.find(({ clientId }) => clientId === CLIENT_ID);
  gateway = await startGateway({
    config: {
      ...testConfig(),
      partners: partners.map((partner) =>
        first?.callback === undefined || partner.sandbox
          ? partner
          : { ...partner, callback: { ...first.callback, url: callbackUrlOf(partner.clientId) } },
      ),
    },
    send: async (url) => {
      if (url === callbackUrlOf(CLIENT_ID)) {
        await gate.opened;
      }
      answered.push(url);
      return new Response('');
    },
  });
  await allFinished(await submitMany(FLOOD, {}));
  await submitAs({ partner: OTHER });
  await until(
    () => answered,
    ({ length }) => length > 0,
  );
  expect(answered).toEqual([callbackUrlOf(OTHER_CLIENT_ID)]);
  gate.open();
  await until(
    () => answered,
    ({ length }) => length === FLOOD + 1,
  );
});
