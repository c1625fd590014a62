/**
 * `npm run audit:head`: prints where each chain of the audit trail ends, signed, one a line. With the embedded database
 * the gateway must not run meanwhile; a running one has the same in its log and at `/admin/api/audit-heads`.
 */
import { runCommand, withDatabase } from './command-line.ts';

const USAGE = 'npm run audit:head\n';

await runCommand(USAGE, async () => {
  const heads = await withDatabase(({ audit }) => audit.heads());
  process.stdout.write(heads.map((head) => `${JSON.stringify(head)}\n`).join(''));
  return true;
});
