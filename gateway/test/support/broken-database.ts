import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { Db } from '../../src/database/database.ts';
import type { Database } from '../../src/tables.ts';

/** A database that fails every query with `error`. */
export const createBrokenDatabase = (error: Error): Db => {
  class BrokenDriver extends DummyDriver {
    override acquireConnection(): Promise<never> {
      return Promise.reject(error);
    }
  }
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new BrokenDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
};
