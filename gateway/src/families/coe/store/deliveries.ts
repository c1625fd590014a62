/** Deliveries of callbacks, and each attempt at one. */
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../../database/database.ts';
import type { Database } from '../../../tables.ts';

type DeliveryRow = Selectable<Database['callback_delivery']>;

export const insertDelivery = async (
  tx: Tx,
  delivery: { readonly id: string; readonly submissionId: string; readonly clientId: string; readonly now: Date },
): Promise<void> => {
  await tx
    .insertInto('callback_delivery')
    .values({
      id: delivery.id,
      submission_id: delivery.submissionId,
      client_id: delivery.clientId,
      status: 'pending',
      created_at: delivery.now,
      next_attempt_at: delivery.now,
    })
    .execute();
};

export const findDelivery = (db: Db, id: string): Promise<DeliveryRow | undefined> =>
  db.selectFrom('callback_delivery').selectAll().where('id', '=', id).executeTakeFirst();

export interface DeliveryAttempt {
  readonly status: DeliveryRow['status'];
  /** Null: no further attempt. */
  readonly next: Date | null;
  readonly at: Date;
  readonly httpStatus: number | null;
  readonly failure: string | null;
  readonly durationMs: number;
}

/** False when another process counted this attempt first; nothing is stored then. */
export const recordAttempt = async (
  tx: Tx,
  { id, attempts }: Pick<DeliveryRow, 'id' | 'attempts'>,
  attempt: DeliveryAttempt,
): Promise<boolean> => {
  const number = attempts + 1;
  const updated = await tx
    .updateTable('callback_delivery')
    .set({ status: attempt.status, attempts: number, next_attempt_at: attempt.next })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .returning('id')
    .executeTakeFirst();
  if (updated === undefined) {
    return false;
  }
  await tx
    .insertInto('callback_attempt')
    .values({
      delivery_id: id,
      number,
      at: attempt.at,
      http_status: attempt.httpStatus,
      failure: attempt.failure,
      duration_ms: attempt.durationMs,
    })
    .execute();
  return true;
};

export interface DeliveryRecord {
  readonly deliveryId: string;
  readonly submissionId: string;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly {
    readonly number: number;
    readonly at: string;
    readonly httpStatus: number | null;
    readonly failure: string | null;
    readonly durationMs: number;
  }[];
}

/** The delivery log of one partner session, newest first. */
export const readDeliveries = async (
  db: Db,
  clientId: string,
  partnerSessionId: string,
): Promise<readonly DeliveryRecord[]> => {
  const deliveries = await db
    .selectFrom('callback_delivery')
    .innerJoin('submission', 'submission.id', 'callback_delivery.submission_id')
    .innerJoin('session', 'session.id', 'submission.session_id')
    .selectAll('callback_delivery')
    .where('session.client_id', '=', clientId)
    .where('session.partner_session_id', '=', partnerSessionId)
    .orderBy('submission.ordinal', 'desc')
    .execute();
  if (deliveries.length === 0) {
    return [];
  }
  const attempts = await db
    .selectFrom('callback_attempt')
    .selectAll()
    .where(
      'delivery_id',
      'in',
      deliveries.map(({ id }) => id),
    )
    .orderBy('number')
    .execute();
  return deliveries.map((delivery) => ({
    deliveryId: delivery.id,
    submissionId: delivery.submission_id,
    status: delivery.status,
    nextAttemptAt: delivery.next_attempt_at?.toISOString() ?? null,
    attempts: attempts
      .filter(({ delivery_id }) => delivery_id === delivery.id)
      .map((attempt) => ({
        number: attempt.number,
        at: attempt.at.toISOString(),
        httpStatus: attempt.http_status,
        failure: attempt.failure,
        durationMs: attempt.duration_ms,
      })),
  }));
};
