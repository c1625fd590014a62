/** Runs tests on both kinds of database. */
import { beforeAll, beforeEach, describe } from 'vitest';
import type { DatabaseLocation } from '../../src/database/database.ts';
import { migratedMemory, migratedPostgres } from './shared-databases.ts';

/** Runs the tests on PGlite and on a PostgreSQL server; where none can be started, those on it are skipped. */
export const onBothDatabases = (define: (location: () => DatabaseLocation) => void): void => {
  describe('PGlite', () => {
    let memory: DatabaseLocation = { kind: 'memory' };
    beforeAll(async () => {
      memory = await migratedMemory();
    }, 180_000);
    define(() => memory);
  });
  describe('PostgreSQL', () => {
    let url: string | null = null;
    beforeAll(async () => {
      url = await migratedPostgres();
    }, 180_000);
    beforeEach((context) => {
      if (url === null) {
        context.skip('PostgreSQL could not be started here');
      }
    });
    // Without a server the tests are skipped, but their shared set-up still runs.
    define(() => (url === null ? { kind: 'memory' } : { kind: 'server', url }));
  });
};
