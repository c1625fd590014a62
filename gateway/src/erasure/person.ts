/**
 * Erases the stored data of a person on request: pictures, names and addresses, devices, signed
 * evidence, enrolment tokens. The existence of checks and their outcome stay under the user's id: verdicts
 * must stay countable, and an audit trail with erasable ids would prove nothing.
 */
import { deleteAttempts } from '../check/store/attempts.ts';
import { eraseMeasurements, type Person } from '../check/store/erasure.ts';
import { userDigests } from '../check/velocity.ts';
import type { Tx } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { eraseBpmOrigins, eraseBpmProfile } from '../families/bpm/store/records.ts';
import { eraseCoePerson } from '../families/coe/store/erasure.ts';
import { deleteEVerifySessionsOf } from '../families/e-verify/store/sessions.ts';
import { deleteInitiationsOf } from '../families/lcp/store/initiations.ts';
import { type Erasure, erasePicturesOf } from './pictures.ts';

export interface ErasedPerson {
  readonly pictures: number;
  /** Number of checks whose evidence and measurements were erased. */
  readonly checks: number;
}

/** All or nothing. Later checks of the person are stored as usual. */
export const erasePerson = (deps: Deps, person: Person, why: Erasure): Promise<ErasedPerson> =>
  deps.db.transaction().execute(async (tx) => {
    await eraseOfFamily(deps, tx, person);
    const checks = await eraseMeasurements(tx, person);
    await deleteAttempts(tx, { digests: userDigests(deps, person) });
    // The audit trail's locks are taken last.
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
