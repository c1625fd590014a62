/** Refusals as a table: the call and the exact answer. */
import { expect, test } from 'vitest';
import { call, type Headed, type Reachable } from './harness.ts';

export interface ErrorCase {
  readonly name: string;
  readonly method?: string;
  readonly path: string;
  readonly headers: Headed;
  readonly body?: unknown;
  readonly status: number;
  readonly code: string;
  readonly cause: string;
}

export const without = (headers: Headed, name: string): Headed =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

/** One call that must be refused with exactly this answer. */
export const check = async (
  gateway: Reachable,
  { method = 'GET', path, headers, body, status, code, cause }: ErrorCase,
): Promise<void> => {
  const answer = await call(gateway, method, path, headers, body);
  expect(answer.body).toEqual({ success: false, data: null, errors: [{ code, cause, entity: 'LIFESIGN_GATEWAY' }] });
  expect(answer.status).toBe(status);
};

/** A test over many refusals. Gateway and cases are read when it runs, because tokens exist only then. */
export const errorTable = (title: string, gateway: () => Reachable, make: () => readonly ErrorCase[]): void => {
  test(title, async () => {
    const cases = make();
    expect(cases.length).toBeGreaterThan(0);
    for (const each of cases) {
      await check(gateway(), each).catch((error: unknown) => {
        throw new Error(`${title}: ${each.name}`, { cause: error });
      });
    }
  });
};
