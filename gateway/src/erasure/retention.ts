/** Pictures are kept for as long as the policy says, and not a day longer; verdicts and audit stay. */
import { deleteEVerifySessions } from '../families/e-verify/store/sessions.ts';
import { eraseDocumentImages } from '../families/coe/store/images.ts';
import { eraseLcpImages } from '../families/lcp/store/images.ts';
import { deleteInitiations } from '../families/lcp/store/initiations.ts';
import type { Deps } from '../deps.ts';
import { auditCoe } from '../families/coe/use-cases/audit.ts';
import { eraseExpiredCheckImages } from './pictures.ts';

const DAY_MS = 86_400_000;

/** A token is long dead by then; that its user was once enrolled is forgotten with it. */
const INITIATIONS_KEPT_MS = 365 * DAY_MS;

/** Uploads of an attempt that was never confirmed serve nobody. */
const ABANDONED_AFTER_MS = DAY_MS;

/** Removes all that is due: pictures, addresses of reference pictures, old audit entries. Returns how many pictures. */
export const eraseExpired = async (deps: Deps): Promise<number> => {
  const erased = (await eraseExpiredUploads(deps)) + (await eraseExpiredCheckImages(deps));
  const entries = await deps.audit.prune(
    new Date(deps.clock.now().getTime() - deps.config.audit.retentionDays * DAY_MS),
  );
  if (erased > 0 || entries > 0) {
    deps.logger.info({ images: erased, auditEntries: entries }, 'retention');
  }
  return erased;
};

const eraseExpiredUploads = async (deps: Deps): Promise<number> => {
  const now = deps.clock.now().getTime();
  let erased = 0;
  for (const partner of deps.partners.values()) {
    const before = new Date(now - partner.policy.imageRetentionDays * DAY_MS);
    erased += await eraseAll(deps, [partner.clientId], before);
    await forgetReferences(deps, [partner.clientId], before);
  }
  // Pictures of partners that have left the configuration fall under the general policy.
  const before = new Date(now - deps.config.policy.imageRetentionDays * DAY_MS);
  erased += await eraseAll(deps, null, before);
  await forgetReferences(deps, null, before);
  await eraseLcpImages(deps.db, { before: new Date(now - deps.config.policy.imageRetentionDays * DAY_MS) });
  await deleteInitiations(deps.db, new Date(now - INITIATIONS_KEPT_MS));
  await deleteEVerifySessions(deps.db, new Date(now - deps.config.eVerify.resultDays * DAY_MS));
  return erased;
};

/** Often a signed link to somebody's identity card. */
const forgetReferences = async (deps: Deps, clients: readonly string[] | null, before: Date): Promise<void> => {
  await deps.db
    .updateTable('session')
    .set({ reference_image_url: null })
    .where('client_id', clients === null ? 'not in' : 'in', clients ?? [...deps.partners.keys()])
    .where('created_at', '<', before)
    .where('reference_image_url', 'is not', null)
    .execute();
};

const BATCH = 1000;

/** In batches: one transaction over a year's pictures would hold its locks for minutes. */
const eraseAll = async (deps: Deps, clients: readonly string[] | null, before: Date): Promise<number> => {
  let erased = 0;
  for (;;) {
    const batch = await eraseBatch(deps, clients, before);
    erased += batch;
    if (batch < BATCH) {
      return erased;
    }
  }
};

/** `clients` null: those that the configuration does not name. */
const eraseBatch = (deps: Deps, clients: readonly string[] | null, before: Date): Promise<number> =>
  deps.db.transaction().execute(async (tx) => {
    const abandonedBefore = new Date(deps.clock.now().getTime() - ABANDONED_AFTER_MS);
    const configured = [...deps.partners.keys()];
    const due = await tx
      .selectFrom('document')
      .innerJoin('document_image', 'document_image.document_id', 'document.id')
      .innerJoin('submission', 'submission.id', 'document.submission_id')
      .innerJoin('session', 'session.id', 'submission.session_id')
      .select([
        'document.id',
        'document.type',
        'document.sha256',
        'submission.id as submissionId',
        'session.id as sessionId',
        'session.client_id',
        'session.user_id',
      ])
      .where('session.client_id', clients === null ? 'not in' : 'in', clients ?? configured)
      .where((eb) =>
        eb.or([
          eb('submission.created_at', '<', before),
          eb.and([eb('submission.status', '=', 'INITIATED'), eb('document.uploaded_at', '<', abandonedBefore)]),
        ]),
      )
      // Work in progress still needs its pictures; it is due the next time.
      .where('submission.status', '<>', 'IN_PROGRESS')
      .limit(BATCH)
      // Another process may be at the same work.
      .forUpdate('document_image')
      .skipLocked()
      .execute();
    if (due.length === 0) {
      return 0;
    }
    const ids = due.map(({ id }) => id);
    await eraseDocumentImages(tx, ids, deps.clock.now());
    // In the order of the chains, so that two processes never wait for each other.
    for (const { id, type, sha256, submissionId, sessionId, ...session } of due.toSorted(byClient)) {
      await auditCoe(
        deps,
        tx,
        { id: sessionId, ...session },
        {
          actor: 'gateway',
          action: 'images-erased',
          submissionId,
          images: sha256 === null ? [] : [{ role: type, id, sha256 }],
          detail: { reason: 'retention' },
        },
      );
    }
    return due.length;
  });

const byClient = (a: { readonly client_id: string }, b: { readonly client_id: string }): number =>
  a.client_id < b.client_id ? -1 : Number(a.client_id > b.client_id);
