/** Verify: one verdict for one token, stored before it is answered. */
import { insertLcpImage, keepLcpImage } from '../store/images.ts';
import { claimInitiation, isInitiated, releaseInitiation } from '../store/initiations.ts';
import type { CheckState } from '../../../check/check.ts';
import { sha256Of } from '../../../crypto/sha256.ts';
import { LcpRefusal } from '../rules.ts';
import { type LivenessRecord, ProviderFailure, type ProviderVerdict } from '../providers/provider.ts';
import { identifyImages, keepImages, recordCheck } from '../../../check/record.ts';
import { heldToReuse } from '../../../check/reuse.ts';
import { recordTrustedImage } from './initiate.ts';
import { heldToVelocity, requireRoom, TooManyAttempts, tellingRefused } from '../../../check/velocity.ts';
import { attemptOf, auditLcp, LCP_TENANT, type LcpDeps } from './lcp-deps.ts';

export interface LcpVerified {
  readonly result: 'ACCEPTED' | 'REJECTED';
  /** Null when the provider gave none. */
  readonly selfie: Uint8Array | null;
}

export const verify = async (
  deps: LcpDeps,
  userId: string,
  sent: LivenessRecord,
  signal: AbortSignal,
): Promise<LcpVerified> => {
  await auditLcp(deps, { actor: `user:${userId}`, userId, action: 'verification-requested' });
  try {
    const record = partsOf(deps, sent);
    return await tellingRefused(deps, { family: 'lcp', tenant: LCP_TENANT, userId }, async () => {
      await requireRoom(deps, deps.db, deps.config.policy, attemptOf(userId, null));
      return decide(deps, userId, record, signal);
    });
  } catch (error) {
    // Every verification without a verdict gets an entry with its end. A capture that cannot be judged has a verdict already,
    // and too many attempts have their own entry.
    if (!(error instanceof Unjudgeable || error instanceof TooManyAttempts)) {
      const detail = { code: error instanceof LcpRefusal ? error.code : kindOf(error) };
      await auditLcp(deps, {
        actor: 'gateway',
        userId,
        action: 'verification-refused',
        outcome: error instanceof LcpRefusal ? 'refused' : 'failed',
        detail,
      });
    }
    throw error;
  }
};

/** Judged and recorded, but neither accepted nor rejected. */
class Unjudgeable extends LcpRefusal {}

const kindOf = (error: unknown): string => (error instanceof ProviderFailure ? error.kind : 'unexpected');

const decide = async (
  deps: LcpDeps,
  userId: string,
  record: LivenessRecord,
  signal: AbortSignal,
): Promise<LcpVerified> => {
  const token = deps.provider.record.reference === 'required' ? record.reference : null;
  if (token !== null) {
    await claim(deps, userId, token);
  }
  try {
    const photo = (): Promise<Uint8Array | null> =>
      deps.provider.photoAt === 'verify' ? photoForVerify(deps, userId, signal) : Promise.resolve(null);
    const verdict = await deps.provider.verify({ userId, alias: deps.aliasOf(userId), photo }, record, signal);
    if (verdict.selfie !== null && (await deps.sniffImage(verdict.selfie)) === null) {
      throw new ProviderFailure('remote', `${deps.provider.name}: its selfie is neither JPEG nor PNG`);
    }
    const state = await conclude(deps, userId, record, verdict);
    if (verdict.state === 'unusable') {
      throw new Unjudgeable('VERIFICATION_ERROR', verdict.reason ?? 'unusable');
    }
    return { result: state === 'live' ? 'ACCEPTED' : 'REJECTED', selfie: verdict.selfie };
  } catch (error) {
    if (token !== null && isInconclusive(error)) {
      await releaseInitiation(deps.db, token);
    }
    throw error;
  }
};

/** The part that the provider uses; the other one is neither judged nor stored, because the contract's example sends both. */
const partsOf = ({ provider: { record: needs } }: LcpDeps, sent: LivenessRecord): LivenessRecord => {
  for (const part of ['image', 'reference'] as const) {
    if (needs[part] === 'required' && sent[part] === null) {
      throw new LcpRefusal('ERROR_REQUEST', `${part} is missing`);
    }
  }
  return {
    image: needs.image === 'ignored' ? null : sent.image,
    reference: needs.reference === 'ignored' ? null : sent.reference,
  };
};

const claim = async ({ db, clock, provider }: LcpDeps, userId: string, token: string): Promise<void> => {
  if (await claimInitiation(db, clock, { token, userId, provider: provider.name })) {
    return;
  }
  throw (await isInitiated(db, provider.name, userId))
    ? new LcpRefusal('VERIFICATION_ERROR', 'the token is unknown, expired, used or of another user')
    : new LcpRefusal('USER_NOT_ENROLLED', 'the user was never initiated');
};

const photoForVerify = async (deps: LcpDeps, userId: string, signal: AbortSignal): Promise<Uint8Array | null> => {
  const photo = await deps.userDetails?.(userId, signal);
  if (photo === undefined) {
    return null;
  }
  if (!photo.ok) {
    throw new LcpRefusal('VERIFICATION_ERROR', `the reference photo is gone: ${photo.failure}`);
  }
  // Without an init, or when it was replaced since, this is the first time that the picture is seen.
  await recordTrustedImage(deps, userId, photo.bytes);
  return photo.bytes;
};

const conclude = async (
  deps: LcpDeps,
  userId: string,
  { image, reference }: LivenessRecord,
  judged: ProviderVerdict,
): Promise<CheckState> => {
  const { selfie, launchKey = null, ...judgement } = judged;
  const images = selfie === null ? [] : await keepImages(deps, await identifyImages(deps, { SELFIE: selfie }));
  // Without a picture of the person, the provider's own record is stored as it was sent.
  const probe =
    images.length === 0 && image !== null
      ? await keepLcpImage(deps.pictures, { userId, kind: 'probe', bytes: image })
      : null;
  return deps.db.transaction().execute(async (tx) => {
    const probes =
      probe !== null
        ? [await insertLcpImage(tx, probe, deps.clock.now())]
        : images.map(({ role, id, sha256 }) => ({ role, id, sha256 }));
    const common = { family: 'lcp', tenant: LCP_TENANT, userId } as const;
    if (probes.length > 0) {
      const actor = `user:${userId}`;
      await deps.audit.append(tx, { ...common, actor, action: 'probe-image-recorded', images: probes });
    }
    const { policy } = deps.config;
    const alone = await heldToReuse(deps, tx, policy, images, judgement);
    const attempt = attemptOf(userId, launchKey);
    const { details, ...verdict } = await heldToVelocity(deps, tx, policy, attempt, alone);
    await recordCheck(deps, tx, {
      ...common,
      // Distinguishes checks without storing the token.
      reference: fingerprint(reference ?? image ?? ''),
      ...verdict,
      details: { ...details, family: { provider: deps.provider.name, ...details.family } },
      images,
    });
    return verdict.state;
  });
};

const fingerprint = (of: string | Uint8Array): string => sha256Of(of).slice(0, 16);

/** Failures after which the token stays valid: bad input, for example, changes nothing. */
const isInconclusive = (error: unknown): boolean => {
  if (error instanceof ProviderFailure) {
    return error.kind === 'remote' || error.kind === 'too-early' || error.kind === 'record';
  }
  return !(error instanceof LcpRefusal);
};
