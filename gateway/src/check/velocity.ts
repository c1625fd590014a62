/**
 * Velocity: attempts of one user, from one address and by one launch key, over sessions. Counts are in the database, so that the
 * limits apply to all gateways on it together.
 */
import { createHmac } from 'node:crypto';
import type { Tx } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import type { Family } from './check.ts';
import type { CheckConclusion } from './judgement.ts';
import { Refusal } from './refusal.ts';
import { type Counted, countAttempts, insertAttempts, lockCounts } from './store/attempts.ts';
import {
  type CountedBy,
  type Velocity,
  VELOCITY_REASONS,
  type VelocityPolicy,
  type VelocityReason,
} from './velocity-config.ts';

const COUNTED_BY: readonly CountedBy[] = ['user', 'address', 'launchKey'];

/** Whose attempt it is; null is not counted. */
export interface Attempt {
  readonly family: Family;
  /** Attempts are counted for each tenant separately. */
  readonly tenant: string;
  /** Null where the family knows none. */
  readonly user: string | null;
  /** The client's network, as in `clientNetwork`. */
  readonly address: string | null;
  /** base64url of the SPKI. */
  readonly launchKey: string | null;
}

/** Too many attempts. Nothing was judged or kept, and the attempt is not counted. */
export class TooManyAttempts extends Refusal {
  readonly velocity: VelocityReason;
  /** Seconds until the oldest counted attempt no longer counts. */
  readonly retryAfterSeconds: number;

  constructor(velocity: VelocityReason, retryAfterSeconds: number) {
    super('velocity', velocity);
    this.velocity = velocity;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

type VelocityDeps = Pick<Deps, 'attemptKeys' | 'clock'>;

const HOUR_MS = 3_600_000;

/** Throws `TooManyAttempts` where another attempt would be refused. Counts nothing. */
export const requireRoom = async (
  deps: VelocityDeps,
  db: Deps['db'],
  { velocity }: { readonly velocity: VelocityPolicy },
  attempt: Attempt,
): Promise<void> => {
  if (velocity.mode === 'refuse') {
    for (const subject of subjectsOf(deps, velocity, attempt)) {
      refuseFull(deps, subject, await countAttempts(db, subject));
    }
  }
};

/**
 * Counts an attempt in the transaction that makes it; concurrent attempts are serialised. Throws `TooManyAttempts` where the
 * policy refuses. Null where nothing is counted.
 */
export const countVelocity = async (
  deps: VelocityDeps,
  tx: Tx,
  { velocity }: { readonly velocity: VelocityPolicy },
  attempt: Attempt,
): Promise<Velocity | null> => {
  const subjects = subjectsOf(deps, velocity, attempt);
  if (subjects.length === 0) {
    return null;
  }
  await lockCounts(tx, subjects);
  const counts: Partial<Record<CountedBy, number>> = {};
  const exceeded: VelocityReason[] = [];
  for (const subject of subjects) {
    const counted = await countAttempts(tx, subject);
    if (velocity.mode === 'refuse') {
      refuseFull(deps, subject, counted);
    } else if (counted.count >= subject.most) {
      exceeded.push(VELOCITY_REASONS[subject.by]);
    }
    counts[subject.by] = counted.count + 1;
  }
  await insertAttempts(
    tx,
    subjects.map(({ digests: [digest] }) => digest),
    deps.clock.now(),
  );
  return { counts, exceeded };
};

/** The conclusion with what was counted. As `countVelocity`; an unverified claim, or a sandbox's outcome, is no attempt. */
export const heldToVelocity = async <Conclusion extends CheckConclusion>(
  deps: VelocityDeps & Pick<Deps, 'metrics'>,
  tx: Tx,
  policy: { readonly velocity: VelocityPolicy },
  attempt: Attempt,
  conclusion: Conclusion,
): Promise<Conclusion> => {
  if (conclusion.state === 'unverified' || conclusion.details.decidedBy === 'sandbox') {
    return conclusion;
  }
  const velocity = await countVelocity(deps, tx, policy, attempt);
  return velocity === null ? conclusion : withVelocity(deps, attempt.family, conclusion, velocity);
};

/** The conclusion with what was counted for it. */
export const withVelocity = <Conclusion extends CheckConclusion>(
  { metrics }: Pick<Deps, 'metrics'>,
  family: Family,
  conclusion: Conclusion,
  velocity: Velocity,
): Conclusion => {
  velocity.exceeded.forEach((reason) => metrics.overLimit(family, reason, 'reported'));
  return { ...conclusion, details: { ...conclusion.details, velocity } };
};

/**
 * Records an attempt that `work` refuses for its velocity in the metrics and the audit trail, because the transaction of the
 * attempt itself is rolled back.
 */
export const tellingRefused = async <Result>(
  { audit, db, metrics }: Pick<Deps, 'audit' | 'db' | 'metrics'>,
  { family, tenant, userId }: { readonly family: Family; readonly tenant: string; readonly userId: string },
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TooManyAttempts) {
      metrics.overLimit(family, error.velocity, 'refused');
      await db.transaction().execute((tx) =>
        audit.append(tx, {
          family,
          tenant,
          actor: 'gateway',
          userId,
          action: 'attempt-refused',
          outcome: 'refused',
          detail: { reason: error.velocity },
        }),
      );
    }
    throw error;
  }
};

/** Digests under which a user's attempts are counted, by every key in use; for their erasure. */
export const userDigests = (
  { attemptKeys }: Pick<Deps, 'attemptKeys'>,
  { family, tenant, userId }: { readonly family: Family; readonly tenant: string; readonly userId: string },
): readonly string[] => attemptKeys.map((key) => digestOf(key, ['user', family, tenant, userId]));

/** Longest time, milliseconds, over which one of the policies counts. */
export const longestWindowMs = (policies: readonly { readonly velocity: VelocityPolicy }[]): number =>
  Math.max(
    0,
    ...policies.flatMap(({ velocity }) =>
      COUNTED_BY.map((by) => (velocity[by].attempts === 0 ? 0 : velocity[by].hours * HOUR_MS)),
    ),
  );

interface Subject {
  readonly by: CountedBy;
  readonly digests: readonly [string, ...string[]];
  readonly most: number;
  readonly since: Date;
  readonly windowMs: number;
}

const subjectsOf = (
  { attemptKeys: [key, ...older], clock }: VelocityDeps,
  velocity: VelocityPolicy,
  attempt: Attempt,
): readonly Subject[] =>
  COUNTED_BY.flatMap((by) => {
    const { attempts: most, hours } = velocity[by];
    const value = attempt[by];
    if (most === 0 || value === null) {
      return [];
    }
    const named = [by, attempt.family, attempt.tenant, value];
    const windowMs = hours * HOUR_MS;
    return [
      {
        by,
        digests: [digestOf(key, named), ...older.map((former) => digestOf(former, named))] as const,
        most,
        since: new Date(clock.now().getTime() - windowMs),
        windowMs,
      },
    ];
  });

const refuseFull = ({ clock }: VelocityDeps, { by, most, windowMs }: Subject, { count, oldest }: Counted): void => {
  if (count >= most) {
    const roomAt = (oldest?.getTime() ?? 0) + windowMs;
    const seconds = Math.ceil((roomAt - clock.now().getTime()) / 1000);
    throw new TooManyAttempts(VELOCITY_REASONS[by], Math.max(1, seconds));
  }
};

/** Keyed, because the possible addresses and many ids are few enough to be guessed by trying all. */
const digestOf = (key: Uint8Array, named: readonly string[]): string =>
  createHmac('sha256', key).update(JSON.stringify(named)).digest('base64url');
