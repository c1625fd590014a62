/**
 * Everything that is kept of a person, erased because somebody decided so: pictures, names and addresses, devices, what
 * was signed, tokens of enrolment. What stays is that there were checks and how they ended, under the user's id: verdicts
 * must stay countable, and an audit trail from which ids could vanish would prove nothing.
 */
import { eraseBpmOrigins, eraseBpmProfile } from '../families/bpm/store/records.ts';
import type { Tx } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { spellingsOf } from '../database/spellings.ts';
import { type Erasure, erasePicturesOf, type Person } from './pictures.ts';

export interface ErasedPerson {
  readonly pictures: number;
  /** Checks that lost what was signed and measured. */
  readonly checks: number;
}

/** All of it or nothing. What comes in afterwards is kept as ever: this is no ban. */
export const erasePerson = (deps: Deps, person: Person, why: Erasure): Promise<ErasedPerson> =>
  deps.db.transaction().execute(async (tx) => {
    await eraseOfFamily(deps, tx, person);
    const { numUpdatedRows } = await tx
      .updateTable('liveness_check')
      .set({ evidence: null, device_verdict: null, details: '{}' })
      .where('family', '=', person.family)
      .where('tenant', '=', person.tenant)
      .where('user_id', 'in', spellingsOf(person.userId))
      .executeTakeFirst();
    const checks = Number(numUpdatedRows);
    // The trail's locks come last.
    const pictures = await erasePicturesOf(deps, tx, person, why);
    await deps.audit.append(tx, {
      ...person,
      actor: why.actor,
      action: 'person-erased',
      detail: { reason: why.reason, pictures, checks },
    });
    return { pictures, checks };
  });

const eraseOfFamily = async (deps: Deps, tx: Tx, { family, tenant, userId }: Person): Promise<void> => {
  switch (family) {
    case 'coe':
      return eraseCoe(tx, tenant, userId);
    case 'bpm':
      await eraseBpmProfile(tx, deps.cipher, userId);
      return eraseBpmOrigins(tx, userId);
    case 'e-verify':
      await tx
        .deleteFrom('e_verify_session')
        .where('account', '=', tenant)
        .where('client_session_token', 'in', spellingsOf(userId))
        .execute();
      return;
    case 'lcp':
      await tx.deleteFrom('lcp_initiation').where('user_id', 'in', spellingsOf(userId)).execute();
      await deps.jobs.enqueue(tx, 'forget-at-provider', { userId });
  }
};

const eraseCoe = async (tx: Tx, tenant: string, userId: string): Promise<void> => {
  await tx
    .updateTable('session')
    .set({ reference_image_url: null })
    .where('client_id', '=', tenant)
    .where('user_id', 'in', spellingsOf(userId))
    .execute();
  await tx
    .updateTable('submission')
    .set({ evidence: null })
    // What a device said of an attack still counts while the attempt is being judged.
    .where('status', '<>', 'IN_PROGRESS')
    .where('session_id', 'in', (eb) =>
      eb.selectFrom('session').select('id').where('client_id', '=', tenant).where('user_id', 'in', spellingsOf(userId)),
    )
    .execute();
};
