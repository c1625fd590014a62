/** Numbers of waiting jobs, read from pg-boss's table. */
import { sql } from 'kysely';
import type { Db } from '../../database/database.ts';
import type { QueueLoad } from '../../telemetry/metrics.ts';

/** Counts for each of these queues, in the whole database. Jobs scheduled for later do not count as waiting. */
export const readQueueLoad = async (db: Db, queues: readonly string[]): Promise<readonly QueueLoad[]> => {
  const { rows } = await sql<{ name: string; waiting: string; active: string; oldest: number | null }>`
    select name,
      count(*) filter (where state < 'active' and start_after <= now()) as waiting,
      count(*) filter (where state = 'active') as active,
      (extract(epoch from max(now() - greatest(created_on, start_after))
        filter (where state < 'active' and start_after <= now())))::float8 as oldest
    from lifesign_jobs.job
    where name in (${sql.join(queues)}) and state <= 'active'
    group by name`.execute(db);
  const found = new Map(rows.map((row) => [row.name, row]));
  return queues.map((queue) => {
    const row = found.get(queue);
    return {
      queue,
      waiting: Number(row?.waiting ?? 0),
      active: Number(row?.active ?? 0),
      oldestSeconds: row?.oldest ?? 0,
    };
  });
};
