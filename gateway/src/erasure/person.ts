/**
 * Everything that is kept of a person, erased because somebody decided so: pictures, names and addresses, devices, what
 * was signed, tokens of enrolment. What stays is that there were checks and how they ended, under the user's id: verdicts
 * must stay countable, and an audit trail from which ids could vanish would prove nothing.
 */
import { eraseMeasurements, type Person } from '../check/store/erasure.ts';
import type { Tx } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { eraseBpmOrigins, eraseBpmProfile } from '../families/bpm/store/records.ts';
import { eraseCoePerson } from '../families/coe/store/erasure.ts';
import { deleteEVerifySessionsOf } from '../families/e-verify/store/sessions.ts';
import { deleteInitiationsOf } from '../families/lcp/store/initiations.ts';
import { type Erasure, erasePicturesOf } from './pictures.ts';

export interface ErasedPerson {
  readonly pictures: number;
  /** Checks that lost what was signed and measured. */
  readonly checks: number;
}

/** All of it or nothing. What comes in afterwards is kept as ever: this is no ban. */
export const erasePerson = (deps: Deps, person: Person, why: Erasure): Promise<ErasedPerson> =>
  deps.db.transaction().execute(async (tx) => {
    await eraseOfFamily(deps, tx, person);
    const checks = await eraseMeasurements(tx, person);
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
      return eraseCoePerson(tx, { clientId: tenant, userId });
    case 'bpm':
      await eraseBpmProfile(tx, deps.cipher, userId);
      return eraseBpmOrigins(tx, userId);
    case 'e-verify':
      return deleteEVerifySessionsOf(tx, tenant, userId);
    case 'lcp':
      await deleteInitiationsOf(tx, userId);
      await deps.jobs.enqueue(tx, 'forget-at-provider', { userId });
  }
};
