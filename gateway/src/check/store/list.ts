/** Lists of checks: newest first, by filters, by page or after a check. */
import { countUpTo } from '../../database/count.ts';
import type { Total } from '../../database/total.ts';
import type { Db } from '../../database/database.ts';
import { spellingsOf } from '../../database/spellings.ts';
import type { CheckState, Family } from '../check.ts';
import type { LivenessCheckRow } from './tables.ts';

export interface CheckFilter {
  readonly family?: Family | undefined;
  readonly state?: CheckState | undefined;
  readonly tenant?: string | undefined;
  readonly userId?: string | undefined;
  readonly reference?: string | undefined;
}

/** Position of a check in the list: newest first, by id where times are equal. */
export interface CheckPlace {
  readonly createdAt: Date;
  readonly id: string;
}

export interface CheckPageWish {
  /** From 1; ignored when the page begins `after` a check. */
  readonly page: number;
  readonly pageSize: number;
  readonly after?: CheckPlace | undefined;
}

/** Without fields that only a single check shows. */
export type ListedCheck = Omit<LivenessCheckRow, 'evidence' | 'details'>;

/** The total is of all pages. */
export interface FoundChecks extends Total {
  readonly rows: readonly ListedCheck[];
  /** Where the page ended; null when it was the last. */
  readonly next: CheckPlace | null;
}

/** Newest first, also to be counted: the index of that order holds all that counting reads. */
const select = (db: Db, { family, state, tenant, userId, reference }: CheckFilter) => {
  let query = db.selectFrom('liveness_check');
  query = family === undefined ? query : query.where('family', '=', family);
  query = state === undefined ? query : query.where('state', '=', state);
  query = tenant === undefined ? query : query.where('tenant', '=', tenant);
  query = userId === undefined ? query : query.where('user_id', 'in', spellingsOf(userId));
  query = reference === undefined ? query : query.where('reference', 'in', spellingsOf(reference));
  return query.orderBy('created_at', 'desc').orderBy('id');
};

const afterPlace = (query: ReturnType<typeof select>, place: CheckPlace | undefined) =>
  place === undefined
    ? query
    : // The first condition is implied by the second, but lets an index scan start there.
      query
        .where('created_at', '<=', place.createdAt)
        .where((eb) =>
          eb.or([
            eb('created_at', '<', place.createdAt),
            eb.and([eb('created_at', '=', place.createdAt), eb('id', '>', place.id)]),
          ]),
        );

/** Newest first. */
export const findChecks = async (
  db: Db,
  filter: CheckFilter,
  { page, pageSize, after }: CheckPageWish,
): Promise<FoundChecks> => {
  const found = await afterPlace(select(db, filter), after)
    .select(['id', 'family', 'tenant', 'user_id', 'reference', 'state', 'reason', 'score', 'device_verdict'])
    .select('created_at')
    .limit(pageSize + 1)
    .offset(after === undefined ? (page - 1) * pageSize : 0)
    .execute();
  const rows = found.slice(0, pageSize);
  const last = found.length > pageSize ? rows.at(-1) : undefined;
  return {
    rows,
    ...(await countUpTo(db, select(db, filter))),
    next: last === undefined ? null : { createdAt: last.created_at, id: last.id },
  };
};
