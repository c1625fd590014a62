/** Lists while rows arrive, over a socket: paging by cursor returns each existing row once. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword } from '../src/admin/password.ts';
import { NEXT_CURSOR_HEADER } from '../src/http/cursor.ts';
import { ADMIN, admin, signIn } from './support/admin.ts';
import { bpmAnswer, lcpAnswer } from './support/hazards.ts';
import { command, tokenOf } from './support/bpm.ts';
import { ask } from './support/capture.ts';
import { onBothDatabases } from './support/databases.ts';
import { familiesConfig } from './support/families.ts';
import { startGateway, testConfig, type TestGateway } from './support/harness.ts';
import { ADMIN as LCP_ADMIN, ADMIN_USERS, LCP } from './support/lcp.ts';
import { serveApp, type Served } from './support/socket.ts';
import { opening } from './support/opening.ts';

const ROWS = 7;
const PAGE_SIZE = 3;
const USER = 'Łukasz';

interface ListPage {
  readonly ids: readonly unknown[];
  readonly next: string | null;
}

interface List {
  /** Makes one row. */
  add(): Promise<void>;
  /** A page by the cursor of the one before, or by its number from 0. */
  read(by: { readonly cursor?: string; readonly number?: number }): Promise<ListPage>;
}

const cursorOf = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;
  let cookie: string;
  let customer: string;
  let reader: string;

  opening(async (closing) => {
    const { bpm } = familiesConfig();
    const config = testConfig({
      bpm,
      lcp: { provider: { type: 'mock' }, auth: { type: 'basic_http', users: ADMIN_USERS } },
      admin: { users: [{ name: ADMIN.name, passwordHash: await hashPassword(ADMIN.password, 2 ** 10) }] },
    });
    gateway = closing(await startGateway({ config, database: location() }));
    served = closing(await serveApp(gateway.app));
    cookie = await signIn(served);
    customer = await tokenOf({ sub: '1234' });
    reader = await tokenOf({ roles: ['admin'] });
  });

  const addRecord = async (): Promise<void> => {
    const body = { sessionId: randomUUID(), isSuccessful: false };
    expect((await command(served, 'UpdateLivenessCheckCommand', customer, body)).status).toBe(200);
  };
  const addEntry = async (): Promise<void> => {
    expect((await ask(served, 'POST', `${LCP}/liveness/init`, {}, { userId: USER })).status).toBe(200);
  };
  const adminList =
    (path: string, query: Readonly<Record<string, string>>): List['read'] =>
    async ({ cursor, number }) => {
      const asked = new URLSearchParams({
        ...query,
        pageSize: String(PAGE_SIZE),
        ...(cursor === undefined ? {} : { after: cursor }),
        ...(number === undefined ? {} : { page: String(number + 1) }),
      });
      const { body } = await admin(served, 'GET', `${path}?${asked.toString()}`, cookie);
      const items = body['items'] as readonly { readonly id: string }[];
      return { ids: items.map(({ id }) => id), next: body['next'] as string | null };
    };

  const lists: Readonly<Record<string, List>> = {
    'records of BPM': {
      add: addRecord,
      async read({ cursor, number }) {
        const body = {
          pageSize: PAGE_SIZE,
          ...(cursor === undefined ? {} : { cursor }),
          ...(number === undefined ? {} : { pageNumber: number + 1 }),
        };
        const answer = await command(served, 'RetrieveLivenessChecksQuery', reader, body);
        const items = answer.body.data['Items'] as readonly { readonly Id: number }[];
        return { ids: items.map(({ Id }) => Id), next: answer.headers.get(NEXT_CURSOR_HEADER) };
      },
    },
    'the proxy’s audit log': {
      add: addEntry,
      async read({ cursor, number }) {
        const query = new URLSearchParams({
          pageSize: String(PAGE_SIZE),
          ...(cursor === undefined ? {} : { cursor }),
          ...(number === undefined ? {} : { pageNumber: String(number) }),
        });
        const path = `${LCP}/admin/audit/users/${encodeURIComponent(USER)}?${query.toString()}`;
        const { body, headers } = await ask(served, 'GET', path, LCP_ADMIN);
        const { records } = body as { records: readonly { readonly id: string }[] };
        return { ids: records.map(({ id }) => id), next: headers.get(NEXT_CURSOR_HEADER) };
      },
    },
    'checks on the admin page': { add: addRecord, read: (by) => adminList('checks', { family: 'bpm' })(by) },
    'the audit trail on the admin page': {
      add: addRecord,
      // Several families, so several chains.
      read: (by) => adminList('audit', {})(by),
    },
  };

  const walk = async (list: List, between: () => Promise<void>): Promise<readonly unknown[]> => {
    const ids: unknown[] = [];
    let page = await list.read({});
    for (;;) {
      ids.push(...page.ids);
      if (page.next === null) {
        return ids;
      }
      expect(page.ids).toHaveLength(PAGE_SIZE);
      expect(ids.length, 'the pages do not end').toBeLessThan(200);
      await between();
      page = await list.read({ cursor: page.next });
    }
  };

  test.each(Object.keys(lists))('%s: no row twice and no row missing', { timeout: 120_000 }, async (name) => {
    const list = lists[name];
    if (list === undefined) {
      throw new Error(name);
    }
    for (let index = 0; index < ROWS; index += 1) {
      await list.add();
    }
    const there = await walk(list, () => Promise.resolve());
    expect(there.length).toBeGreaterThanOrEqual(ROWS);
    expect(new Set(there).size).toBe(there.length);

    const seen = await walk(list, async () => {
      await list.add();
      await addEntry();
    });
    expect(seen).toEqual(there);

    // Page numbers count from the newest row, as the contracts say, so a page shows the rows at the time of its request.
    const everything = await walk(list, () => Promise.resolve());
    for (const number of [0, 1, 2]) {
      const { ids } = await list.read({ number });
      expect(ids).toEqual(everything.slice(number * PAGE_SIZE, (number + 1) * PAGE_SIZE));
    }
  });

  test('rows with equal times are neither repeated nor left out', async () => {
    const at = new Date('2020-01-01T00:00:00Z');
    for (let index = 0; index < ROWS; index += 1) {
      await gateway.db
        .insertInto('liveness_check')
        .values({
          id: randomUUID(),
          family: 'lcp',
          tenant: 't',
          user_id: 'u',
          reference: 'r',
          state: 'live',
          reason: null,
          score: null,
          device_verdict: null,
          evidence: null,
          details: '{}',
          created_at: at,
        })
        .execute();
    }
    const list: List = { add: () => Promise.resolve(), read: adminList('checks', { tenant: 't' }) };
    expect(new Set(await walk(list, () => Promise.resolve())).size).toBe(ROWS);
  });

  test('an invalid cursor is refused with the family’s error', async () => {
    const bad = ['x', '!', cursorOf([]), cursorOf(['1']), cursorOf([-1]), cursorOf([2 ** 40]), cursorOf({ a: 1 })];
    for (const cursor of [...bad, cursorOf([1e15, 'lcp/x', 1]), cursorOf([1, 'a\u0000', 1])]) {
      const bpm = await command(served, 'RetrieveLivenessChecksQuery', reader, { cursor });
      expect([cursor, bpm.status, bpm.body]).toEqual([cursor, 400, bpmAnswer('01')]);
      const lcp = await ask(served, 'GET', `${LCP}/admin/audit/users/u?cursor=${cursor}`, LCP_ADMIN);
      expect([cursor, lcp.status, lcp.body]).toEqual([cursor, 400, lcpAnswer('ERROR_REQUEST')]);
      for (const path of ['checks', 'audit']) {
        const page = await admin(served, 'GET', `${path}?after=${cursor}`, cookie);
        expect([cursor, page.status, page.body]).toEqual([cursor, 400, { message: 'after is not valid.' }]);
      }
    }
  });
});
