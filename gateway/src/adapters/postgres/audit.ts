import type { Clock } from '../../ports.ts';
import type { Tx } from './database.ts';

export type AuditEvent =
  'session-opened' | 'attempt-opened' | 'image-stored' | 'attempt-confirmed' | 'verdict' | 'images-erased';

/** Writes to the append-only record. Names, numbers and hashes only: no token, no picture, no address of one. */
export const recordAudit = async (
  tx: Tx,
  clock: Clock,
  entry: {
    readonly event: AuditEvent;
    readonly sessionId: string;
    readonly submissionId?: string;
    readonly details?: Readonly<Record<string, unknown>>;
  },
): Promise<void> => {
  await tx
    .insertInto('audit')
    .values({
      at: clock.now(),
      session_id: entry.sessionId,
      submission_id: entry.submissionId ?? null,
      event: entry.event,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
};
