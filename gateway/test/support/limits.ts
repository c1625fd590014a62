/** The time of limits: that of the gateway's clock in memory, that of the database where processes share them. */
import { sql } from 'kysely';
import type { TestGateway } from './harness.ts';

/** As if so much time had passed for every limit. */
export const passForLimits = async (gateway: TestGateway, ms: number): Promise<void> => {
  gateway.advance(ms);
  await sql`update rate_limit set full_at = full_at - ${ms}::float8 * interval '1 millisecond'`.execute(gateway.db);
};
