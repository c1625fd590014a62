/** Counts the rows of a list up to a cap, without reading all of them. */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Database } from '../tables.ts';
import type { Db } from './database.ts';
import { COUNTED, type Total } from './total.ts';

export const countUpTo = async <Table extends keyof Database>(
  db: Db,
  rows: SelectQueryBuilder<Database, Table, object>,
): Promise<Total> => {
  const some = rows.select(sql<number>`1`.as('row')).limit(COUNTED + 1);
  const { total } = await db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return { total: Math.min(COUNTED, Number(total)), isTotalExact: Number(total) <= COUNTED };
};
