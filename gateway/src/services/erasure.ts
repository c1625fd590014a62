/** Pictures of concluded checks, erased: when their time is over, or because somebody decided so. The bytes are gone then. */
import type { Tx } from '../adapters/postgres/database.ts';
import type { Deps } from '../deps.ts';
import type { CheckRole, Family } from '../domain/check.ts';

const DAY_MS = 86_400_000;

/** In batches: one transaction over a year's pictures would hold its locks for minutes. */
const BATCH = 500;

interface Due {
  readonly id: string;
  readonly role: CheckRole;
  readonly sha256: string;
  readonly checkId: string;
  readonly family: Family;
  readonly tenant: string;
  readonly userId: string;
}

export interface Erasure {
  /** `gateway` for retention, `admin:<name>` for a person. */
  readonly actor: string;
  readonly reason: string;
}

/** Erases what the general policy no longer keeps. Returns the number of pictures. */
export const eraseExpiredCheckImages = async (deps: Deps): Promise<number> => {
  const before = new Date(deps.clock.now().getTime() - deps.config.policy.imageRetentionDays * DAY_MS);
  let erased = 0;
  for (;;) {
    const batch = await deps.db.transaction().execute(async (tx) => {
      const due = await selectDue(tx).where('check_image.created_at', '<', before).execute();
      await erase(deps, tx, due, { actor: 'gateway', reason: 'retention' });
      return due.length;
    });
    erased += batch;
    if (batch < BATCH) {
      return erased;
    }
  }
};

const selectDue = (tx: Tx) =>
  tx
    .selectFrom('check_image')
    .innerJoin('liveness_check', 'liveness_check.id', 'check_image.check_id')
    .select([
      'check_image.id',
      'check_image.role',
      'check_image.sha256',
      'liveness_check.id as checkId',
      'liveness_check.family',
      'liveness_check.tenant',
      'liveness_check.user_id as userId',
    ])
    .where('check_image.sealed', 'is not', null)
    // In the order of the chains, so that two processes never wait for each other.
    .orderBy('liveness_check.family')
    .orderBy('liveness_check.tenant')
    .limit(BATCH)
    .forUpdate('check_image')
    .skipLocked();

const erase = async (deps: Deps, tx: Tx, due: readonly Due[], { actor, reason }: Erasure): Promise<void> => {
  if (due.length === 0) {
    return;
  }
  await tx
    .updateTable('check_image')
    .set({ sealed: null, erased_at: deps.clock.now() })
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .execute();
  for (const { id, role, sha256, checkId, family, tenant, userId } of due) {
    await deps.audit.append(tx, {
      family,
      tenant,
      actor,
      userId,
      action: 'images-erased',
      checkId,
      images: [{ role, id, sha256 }],
      detail: { reason },
    });
  }
};
