import type { Tx } from '../../../database/database.ts';
import type { DocumentRow, SessionRow } from '../store/tables.ts';
import type { Deps } from '../../../deps.ts';
import type { AuditImage, NewAuditEntry } from '../../../audit/types.ts';

/** An entry about an attempt of the CoE family: a submission is the family's check. */
export const auditCoe = async (
  deps: Deps,
  tx: Tx,
  session: Pick<SessionRow, 'id' | 'client_id' | 'user_id'>,
  {
    submissionId,
    detail,
    ...entry
  }: Pick<NewAuditEntry, 'actor' | 'action' | 'outcome' | 'images' | 'detail'> & {
    readonly submissionId?: string;
  },
): Promise<void> => {
  await deps.audit.append(tx, {
    family: 'coe',
    tenant: session.client_id,
    userId: session.user_id,
    ...entry,
    ...(submissionId === undefined ? {} : { checkId: submissionId }),
    detail: { sessionId: session.id, ...detail },
  });
};

/** The uploaded pictures. */
export const imageRefs = (documents: readonly DocumentRow[]): readonly AuditImage[] =>
  documents.flatMap(({ id, type, sha256 }) => (sha256 === null ? [] : [{ role: type, id, sha256 }]));
