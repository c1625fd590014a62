/** Init: checks that the reference picture exists, and gets the provider's token, which only this user can use. */
import { insertLcpImage, keepLcpImage } from '../store/images.ts';
import { storeInitiation } from '../store/initiations.ts';
import { LcpRefusal } from '../rules.ts';
import { requireRoom, tellingRefused } from '../../../check/velocity.ts';
import { attemptOf, auditLcp, LCP_TENANT, type LcpDeps } from './lcp-deps.ts';
import { problemOf } from './reference-picture.ts';

/** The token; null where the provider's init does nothing. */
export const initiate = async (deps: LcpDeps, userId: string, signal: AbortSignal): Promise<string | null> => {
  await auditLcp(deps, { actor: `user:${userId}`, userId, action: 'initiation-requested' });
  await tellingRefused(deps, { family: 'lcp', tenant: LCP_TENANT, userId }, () =>
    requireRoom(deps, deps.db, deps.config.policy, attemptOf(userId, null)),
  );
  const { provider } = deps;
  // A picture that is needed later must exist now, so that no person is captured in vain. Not asked for where init does
  // nothing.
  const isWanted = provider.photoAt !== 'never' && provider.record.reference !== 'ignored';
  const photo = isWanted ? await photoForInit(deps, userId, signal) : null;
  const user = { userId, alias: deps.aliasOf(userId), photo: () => Promise.resolve(photo) };
  const given = await provider.init(user, signal);
  if (given !== null) {
    await deps.db
      .transaction()
      .execute((tx) => storeInitiation(tx, deps.clock, { ...given, userId, provider: provider.name }));
  }
  return given?.token ?? null;
};

const photoForInit = async (deps: LcpDeps, userId: string, signal: AbortSignal): Promise<Uint8Array | null> => {
  const photo = await deps.userDetails?.(userId, signal);
  if (photo === undefined) {
    return null;
  }
  if (!photo.ok) {
    throw photo.failure === 'no-details'
      ? new LcpRefusal('USER_DETAILS_MISSING', 'the user details provider does not know the user')
      : new LcpRefusal('INITIATION_ERROR', 'the user has no usable photo');
  }
  const problem = await problemOf(deps.engine, photo.bytes, signal);
  if (problem !== null) {
    const detail = { reason: problem };
    await auditLcp(deps, { actor: 'gateway', userId, action: 'image-refused', outcome: 'refused', detail });
    throw new LcpRefusal('INITIATION_ERROR', `the user's photo cannot be compared with: ${problem}`);
  }
  await recordTrustedImage(deps, userId, photo.bytes);
  return photo.bytes;
};

export const recordTrustedImage = async (deps: LcpDeps, userId: string, bytes: Uint8Array): Promise<void> => {
  const kept = await keepLcpImage(deps.pictures, { userId, kind: 'trusted', bytes });
  await deps.db.transaction().execute(async (tx) =>
    deps.audit.append(tx, {
      family: 'lcp',
      tenant: LCP_TENANT,
      actor: 'gateway',
      userId,
      action: 'reference-image-fetched',
      images: [await insertLcpImage(tx, kept, deps.clock.now())],
    }),
  );
};
