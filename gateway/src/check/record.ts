/** The record of a concluded check, which every family writes once, in one transaction with its own change of state. */
import { randomUUID } from 'node:crypto';
import type { EvidencePayload } from 'lifesign/contract';
import { checkImageContext, insertCheck, type KeptImage } from './store/checks.ts';
import { insertPrints } from './store/prints.ts';
import type { Tx } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import type { CheckRole, CheckState, Family } from './check.ts';
import { sha256Of } from '../crypto/sha256.ts';
import type { CheckConclusion, CheckDetails } from './judgement.ts';
import type { Policy } from './policy.ts';
import { deviceWordOf } from './trust.ts';
import { Refusal } from './refusal.ts';
import { isLookedAt, knownBy } from './reuse.ts';
import type { AuditImage, AuditOutcome } from '../audit/types.ts';
import type { ImageFacts } from '../images/types.ts';

/** A picture that may become part of a record. */
interface NewImage extends AuditImage, ImageFacts {
  readonly bytes: Uint8Array;
}

/** Throws a `Refusal` (`artifact`) when one of them is not a complete picture. */
export const identifyImages = async (
  { sniffImage }: Pick<Deps, 'sniffImage'>,
  images: Readonly<Partial<Record<CheckRole, Uint8Array>>>,
): Promise<readonly NewImage[]> => {
  const identified: NewImage[] = [];
  for (const role of ['SELFIE', 'ADDITIONAL_SELFIE', 'REFERENCE'] as const) {
    const bytes = images[role];
    if (bytes === undefined) {
      continue;
    }
    const facts = await sniffImage(bytes);
    if (facts === null) {
      throw new Refusal('artifact', `${role}: not a whole JPEG or PNG`, { fault: 'unreadable' });
    }
    const sha256 = sha256Of(bytes);
    identified.push({ id: randomUUID(), role, sha256, bytes, ...facts });
  }
  return identified;
};

/**
 * Stores pictures for a record. Before the transaction, because nothing is sealed or sent while holding a lock; after the
 * verdict, because a picture that is not recorded occupies the store until it is swept.
 */
export const keepImages = ({ pictures }: Pick<Deps, 'pictures'>, images: readonly NewImage[]): Promise<KeptImage[]> =>
  Promise.all(
    images.map(async ({ bytes, ...facts }) => ({
      ...facts,
      ...(await pictures.keep(bytes, checkImageContext(facts.id))),
    })),
  );

/** Its details are kept with the check, and erased with the person's data. */
export interface ConcludedCheck extends CheckConclusion {
  /** Default: a new one. */
  readonly id?: string;
  readonly family: Family;
  readonly tenant: string;
  readonly userId: string;
  /** The family's id of it: a session, a submission, or a hash of a token. */
  readonly reference: string;
  readonly evidence: EvidencePayload | null;
  readonly images?: readonly KeptImage[];
  /** Pictures that are kept elsewhere, named in the audit entry only. */
  readonly imageRefs?: readonly AuditImage[];
  /** Default: the general one. */
  readonly policy?: Pick<Policy, 'imageReuseDays' | 'imageRetentionDays'>;
}

const OUTCOMES: Readonly<Record<CheckState, AuditOutcome>> = {
  live: 'accepted',
  spoof: 'rejected',
  uncertain: 'rejected',
  mismatch: 'rejected',
  unusable: 'rejected',
  unverified: 'rejected',
  failed: 'failed',
};

/** Stores the check with its pictures and appends its verdict to the audit trail. */
export const recordCheck = async (
  deps: Deps,
  tx: Tx,
  check: ConcludedCheck,
): Promise<{ readonly id: string; readonly images: readonly AuditImage[] }> => {
  const id = check.id ?? randomUUID();
  const stored = (check.images ?? []).map(({ role, id: imageId, sha256 }) => ({ role, id: imageId, sha256 }));
  const images = [...stored, ...(check.imageRefs ?? [])];
  await insertCheck(
    tx,
    {
      id,
      family: check.family,
      tenant: check.tenant,
      user_id: check.userId,
      reference: check.reference,
      state: check.state,
      reason: check.reason,
      score: check.score,
      device_verdict: deviceWordOf(check.evidence)?.verdict ?? null,
      evidence: check.evidence === null ? null : JSON.stringify(check.evidence),
      details: JSON.stringify(check.details),
      created_at: deps.clock.now(),
    },
    check.images ?? [],
  );
  await rememberPictures(deps, tx, { ...check, id }, images);
  await deps.audit.append(tx, {
    family: check.family,
    tenant: check.tenant,
    actor: 'gateway',
    userId: check.userId,
    action: 'verdict',
    outcome: OUTCOMES[check.state],
    checkId: id,
    images,
    detail: { state: check.state, reason: check.reason, score: check.score, ...accountable(check.details) },
  });
  deps.metrics.check(check.family, check.state, check.reason);
  return { id, images };
};

const DAY_MS = 86_400_000;

const rememberPictures = async (
  { cipher, clock, config }: Deps,
  tx: Tx,
  check: ConcludedCheck & { readonly id: string },
  images: readonly AuditImage[],
): Promise<void> => {
  const { imageReuseDays, imageRetentionDays } = check.policy ?? config.policy;
  if (!isLookedAt(check, imageReuseDays)) {
    return;
  }
  const createdAt = clock.now();
  const after = (days: number): Date => new Date(createdAt.getTime() + days * DAY_MS);
  const faceUntil = after(Math.min(imageReuseDays, imageRetentionDays));
  const times = { createdAt, knownUntil: after(imageReuseDays), faceUntil };
  await insertPrints(tx, cipher, { id: check.id, ...times }, knownBy(images, check));
};

/**
 * Who decided, with which models, against which reference picture. No other detail may be in the trail: an entry is kept
 * when the person is erased, so it must not have measurements of a face or claims of a device.
 */
const ACCOUNTABLE = ['decidedBy', 'models', 'referenceSha256'] as const;

const accountable = (details: CheckDetails): Readonly<Record<string, unknown>> =>
  Object.fromEntries(ACCOUNTABLE.flatMap((name) => (details[name] === undefined ? [] : [[name, details[name]]])));
