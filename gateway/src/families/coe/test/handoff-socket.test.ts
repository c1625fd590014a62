/** Hand-off of a launch to a phone, over a real socket: created, opened once, polled, stopped from either side. */
import { HEADERS, type StatusData } from 'lifesign/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import {
  begin,
  call,
  type Launch,
  launch,
  OTHER_CLIENT_ID,
  OTHER_PASS_KEY,
  sha256,
  startGateway,
  submit,
  testConfig,
  type TestGateway,
  until,
} from '../../../../test/support/harness.ts';
import { type Served, serveApp } from '../../../../test/support/socket.ts';

const BURST = 6;
const OTHER = { clientId: OTHER_CLIENT_ID, passKey: OTHER_PASS_KEY, onboardingPartner: 'OTHER-SDK-COE' };

interface Made {
  readonly handoffId: string;
  readonly code: string;
  readonly expiryInSeconds: string;
}

interface Redeemed {
  readonly handoffId: string;
  readonly token: string;
  readonly partnerSessionId: string;
  readonly flow: string;
}

interface Progress {
  readonly state: string;
  readonly endedBy: string | null;
  readonly submission: StatusData | null;
}

const computer = (of: Launch) => ({
  [HEADERS.token]: of.token,
  [HEADERS.partnerSessionId]: of.partnerSessionId,
});

const cause = ({ status, body }: { status: number; body: { errors?: { cause: string }[] } }) => [
  status,
  body.errors?.[0]?.cause,
];

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;

  beforeAll(async () => {
    const config = testConfig();
    gateway = await startGateway({
      config: { ...config, rateLimits: { ...config.rateLimits, authentication: { perMinute: 6000, burst: 1000 } } },
      database: location(),
    });
    served = await serveApp(gateway.app);
  }, 180_000);
  afterAll(async () => {
    await served.close();
    await gateway.close(2000);
  });

  const make = async (of: Launch): Promise<Made> => {
    const made = await call<Made>(served, 'POST', '/coe/v1/handoffs', computer(of));
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    return made.body.data;
  };
  const redeem = (code: string, headers: Readonly<Record<string, string>> = {}) =>
    call<Redeemed>(served, 'POST', '/coe/v1/handoffs/redeem', headers, { code });
  /** The launch on the phone, with its own token, SDK session and key. */
  const onPhone = async (of: Launch, code: string): Promise<Launch> => {
    const { status, body } = await redeem(code);
    expect(status, JSON.stringify(body)).toBe(200);
    const { token, partnerSessionId } = body.data;
    const own = await launch(gateway, { flow: of.flow });
    const headers = { ...own.headers, [HEADERS.token]: token, [HEADERS.partnerSessionId]: partnerSessionId };
    return { ...own, token, partnerSessionId, headers };
  };
  const look = (of: Launch, id: string) => call<Progress>(served, 'GET', `/coe/v1/handoffs/${id}`, computer(of));
  const end = (of: Launch, id: string) => call(served, 'DELETE', `/coe/v1/handoffs/${id}`, computer(of));

  test('the phone does the check, and the computer sees how it ended', async () => {
    const one = await launch(gateway);
    const made = await make(one);
    expect(Buffer.from(made.code, 'base64url')).toHaveLength(32);
    expect(made.expiryInSeconds).toBe('300');
    expect((await look(one, made.handoffId)).body.data).toEqual({ state: 'waiting', endedBy: null, submission: null });

    const phone = await onPhone(one, made.code);
    expect(phone.token).not.toBe(one.token);
    expect(phone.partnerSessionId).toBe(one.partnerSessionId);
    expect((await look(one, made.handoffId)).body.data.state).toBe('opened');
    const { submissionId } = await submit(served, phone);
    const ended = await until(
      async () => (await look(one, made.handoffId)).body.data,
      ({ submission }) => submission?.nextAction === 'EXIT',
    );
    expect(ended.submission).toMatchObject({ submissionId, status: 'COMPLETED', reasonCode: '' });
    // A session that has ended cannot be handed off.
    expect(cause(await call(served, 'POST', '/coe/v1/handoffs', computer(one)))).toEqual([
      409,
      'SUBMISSION_STATE_CONFLICT',
    ]);
  });

  test('of two browsers that open the link at once, one gets a token; a later one gets the error for a used link', async () => {
    const one = await launch(gateway);
    const { code, handoffId } = await make(one);
    const both = await Promise.all([redeem(code), redeem(code)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(cause(await redeem(code))).toEqual([409, 'HANDOFF_USED']);
    await end(one, handoffId);
    expect(cause(await redeem(code))).toEqual([409, 'HANDOFF_USED']);
  });

  test('a link that was not opened in time has expired; a new one works', async () => {
    const one = await launch(gateway);
    const { code, handoffId } = await make(one);
    gateway.advance(301_000);
    expect(cause(await redeem(code))).toEqual([410, 'HANDOFF_EXPIRED']);
    expect((await look(one, handoffId)).body.data.state).toBe('expired');
    expect((await redeem((await make(one)).code)).status).toBe(200);
  });

  test('stopped at the computer, the link and the phone’s token no longer work', async () => {
    const one = await launch(gateway);
    const { code, handoffId } = await make(one);
    expect((await end(one, handoffId)).status).toBe(200);
    expect((await end(one, handoffId)).status).toBe(200);
    expect(cause(await redeem(code))).toEqual([410, 'HANDOFF_ENDED']);

    const second = await make(one);
    const phone = await onPhone(one, second.code);
    expect((await begin(served, phone)).status).toBe(200);
    await end(one, second.handoffId);
    expect(cause(await begin(served, phone))).toEqual([410, 'HANDOFF_ENDED']);
    expect((await begin(served, one)).status).toBe(200);
  });

  test('stopped at the phone, the computer sees it and may make a new link, which ends the earlier one', async () => {
    const one = await launch(gateway);
    const first = await make(one);
    const phone = await onPhone(one, first.code);
    expect((await end(phone, first.handoffId)).status).toBe(200);
    expect((await look(one, first.handoffId)).body.data).toMatchObject({ state: 'ended', endedBy: 'phone' });

    const second = await make(one);
    const again = await onPhone(one, second.code);
    const third = await make(one);
    expect(cause(await begin(served, again))).toEqual([410, 'HANDOFF_ENDED']);
    expect((await look(one, second.handoffId)).body.data).toMatchObject({ state: 'ended', endedBy: 'computer' });
    expect((await redeem(third.code)).status).toBe(200);
  });

  test('a hand-off belongs to one session of one partner', async () => {
    const one = await launch(gateway);
    const { handoffId, code } = await make(one);
    const stranger = await launch(gateway, { partner: OTHER });
    const neighbour = await launch(gateway, { userId: 'user-2' });
    for (const other of [stranger, neighbour]) {
      expect(cause(await look(other, handoffId))).toEqual([404, 'HANDOFF_DOES_NOT_EXIST']);
      expect(cause(await end(other, handoffId))).toEqual([404, 'HANDOFF_DOES_NOT_EXIST']);
    }
    // Another partner's token, whose session has the same name.
    const named = await launch(gateway, { partner: OTHER, partnerSessionId: one.partnerSessionId });
    expect(cause(await look(named, handoffId))).toEqual([404, 'HANDOFF_DOES_NOT_EXIST']);
    expect(cause(await redeem(code, { origin: 'https://elsewhere.example' }))).toEqual([403, 'FORBIDDEN']);
    expect((await redeem(code, { origin: 'https://app.example.com' })).status).toBe(200);
    expect(cause(await redeem('A'.repeat(43)))).toEqual([404, 'HANDOFF_DOES_NOT_EXIST']);
    expect(cause(await redeem('short'))).toEqual([400, 'INVALID_HANDOFF_CODE']);
    expect(cause(await look(one, 'none'))).toEqual([400, 'INVALID_HANDOFF_ID']);
  });

  test('the phone’s token cannot make a link', async () => {
    const one = await launch(gateway);
    const phone = await onPhone(one, (await make(one)).code);
    expect(cause(await call(served, 'POST', '/coe/v1/handoffs', computer(phone)))).toEqual([
      403,
      'HANDOFF_NOT_ALLOWED',
    ]);
  });

  test('the code is in no row, no log line and no audit entry; each step is on the audit trail', async () => {
    const one = await launch(gateway, { userId: 'user-of-the-audit' });
    const { code, handoffId } = await make(one);
    const phone = await onPhone(one, code);
    await redeem(code);
    await end(phone, handoffId);
    const rows = await gateway.db.selectFrom('handoff').selectAll().execute();
    expect(rows.find(({ id }) => id === handoffId)?.code_sha256).toBe(sha256(code));
    const { entries } = await gateway.audit.list({ userId: 'user-of-the-audit', limit: 20, offset: 0 });
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`).toReversed()).toEqual([
      'session-opened done',
      'handoff-made done',
      'handoff-redeemed done',
      'handoff-refused refused',
      'handoff-ended done',
    ]);
    expect(JSON.stringify([rows, entries]) + gateway.logLines.join('')).not.toContain(code);
    expect(gateway.logLines.join('')).not.toContain(phone.token);

    gateway.advance(8 * 86_400_000);
    await gateway.eraseExpired();
    expect(await gateway.db.selectFrom('handoff').selectAll().execute()).toEqual([]);
  });
});

test('guessed codes and fast polling get 429; without the partner’s permission there is no hand-off', async () => {
  const config = testConfig();
  const strict = { perMinute: 6, burst: BURST };
  const slow = await startGateway({
    config: {
      ...config,
      rateLimits: { ...config.rateLimits, authentication: strict, session: strict },
      partners: config.partners.map((partner) =>
        partner.clientId === OTHER.clientId
          ? { ...partner, policy: { ...partner.policy, handoffSeconds: 0 } }
          : partner,
      ),
    },
  });
  const socket = await serveApp(slow.app);
  const one = await launch(slow);
  const without = await launch(slow, { partner: OTHER });
  const made = (await call<Made>(socket, 'POST', '/coe/v1/handoffs', computer(one))).body.data;
  const statuses = async (ask: () => Promise<{ status: number }>): Promise<Set<number>> => {
    const answers = new Set<number>();
    for (let count = 0; count <= BURST; count += 1) {
      answers.add((await ask()).status);
    }
    return answers;
  };
  const guess = () => call(socket, 'POST', '/coe/v1/handoffs/redeem', {}, { code: 'B'.repeat(43) });
  expect(await statuses(guess)).toEqual(new Set([404, 429]));
  const look = () => call(socket, 'GET', `/coe/v1/handoffs/${made.handoffId}`, computer(one));
  expect(await statuses(look)).toEqual(new Set([200, 429]));
  expect(cause(await call(socket, 'POST', '/coe/v1/handoffs', computer(without)))).toEqual([
    403,
    'HANDOFF_NOT_ALLOWED',
  ]);
  await socket.close();
  await slow.close(2000);
}, 180_000);
