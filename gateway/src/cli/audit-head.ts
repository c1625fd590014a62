/**
 * `npm run audit:head`: prints where each chain of the audit trail ends, signed, one a line. With the embedded database
 * the gateway must not run meanwhile; a running one tells the same in its log and at `/admin/api/audit-heads`.
 */
import { createAuditTrail } from '../audit/store/audit-trail.ts';
import { runCommand } from './command-line.ts';

await runCommand(async ({ db, auditKey }) => {
  const heads = await createAuditTrail(db, auditKey, { now: () => new Date() }).heads();
  process.stdout.write(heads.map((head) => `${JSON.stringify(head)}\n`).join(''));
  return true;
});
