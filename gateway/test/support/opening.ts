import { afterAll, beforeAll } from 'vitest';

/** Something that is open while the tests of a suite run. */
interface Closable {
  /** `timeoutMs`: how long running work may take to finish; ignored where there is none. */
  close(timeoutMs: number): Promise<unknown> | void;
}

/** Marks what is to be closed after the suite, and returns it. */
type Closing = <Opened extends Closable>(opened: Opened) => Opened;

/**
 * Runs `setup` before the suite's tests. Everything marked is closed after them, the last one first, even when the setup
 * failed halfway.
 */
export const opening = (setup: (closing: Closing) => Promise<void>): void => {
  const opened: Closable[] = [];
  beforeAll(
    () =>
      setup((each) => {
        opened.push(each);
        return each;
      }),
    300_000,
  );
  afterAll(async () => {
    for (const each of opened.toReversed()) {
      await each.close(2000);
    }
  }, 60_000);
};
