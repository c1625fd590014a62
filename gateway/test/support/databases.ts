/** Both kinds of database, for tests of what must be the same on either. */
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { DatabaseLocation } from '../../src/database/database.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

/** Runs the tests on PGlite and on a PostgreSQL server; where none can be started, those on it are skipped. */
export const onBothDatabases = (define: (location: () => DatabaseLocation) => void): void => {
  describe('PGlite', () => define(() => ({ kind: 'memory' })));
  describe('PostgreSQL', () => {
    let server: TestPostgres | null = null;
    beforeAll(async () => {
      server = await startPostgres();
    }, 180_000);
    afterAll(() => server?.stop());
    beforeEach((context) => {
      if (server === null) {
        context.skip('PostgreSQL could not be started here');
      }
    });
    // Without a server the tests are skipped, but what they share is still opened.
    define(() => (server === null ? { kind: 'memory' } : { kind: 'server', url: server.url }));
  });
};
