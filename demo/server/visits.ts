/** The partner's record of its visits: in memory only, limited to the latest ones. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { SupportedFlow, ThemeMode, UserLocale } from 'lifesign/contract';
import type { AccountName } from './settings.ts';

export interface ReferencePicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: 'image/jpeg' | 'image/png';
  /** Part of the picture's address; known to the gateway only. */
  readonly key: string;
}

export interface Callback {
  readonly receivedAt: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Visit {
  /** The partner's session id. Unguessable, because it grants access to the result. */
  readonly correlationId: string;
  readonly account: AccountName;
  readonly userId: string;
  readonly flow: SupportedFlow;
  readonly theme: ThemeMode;
  readonly locale: UserLocale;
  readonly reference: ReferencePicture | null;
  /** The newest; repeats of the same delivery do not count. */
  callback: Callback | null;
}

export interface Visits {
  open(visit: Omit<Visit, 'correlationId' | 'callback' | 'reference'> & { reference: Picture | null }): Visit;
  find(correlationId: string): Visit | undefined;
  findReference(key: string): ReferencePicture | undefined;
  /** False for an unknown session, e.g. after a restart. */
  deliver(correlationId: string, body: Readonly<Record<string, unknown>>): boolean;
  /** Returns an unsubscribe function. */
  onCallback(correlationId: string, listener: () => void): () => void;
}

export type Picture = Pick<ReferencePicture, 'bytes' | 'contentType'>;

const MAX_VISITS = 200;

const DATA_URL = /^data:(image\/jpeg|image\/png);base64,([A-Za-z0-9+/]+={0,2})$/;
const MAX_PICTURE_BYTES = 5 * 1024 * 1024;

/** Reads the picture that a visitor picked or took; null for another file. */
export const readPicture = (dataUrl: string): Picture | null => {
  const [, contentType, base64 = ''] = DATA_URL.exec(dataUrl) ?? [];
  if (contentType !== 'image/jpeg' && contentType !== 'image/png') {
    return null;
  }
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  return bytes.byteLength > MAX_PICTURE_BYTES ? null : { bytes, contentType };
};

/** By submission, status and result: the same one may be delivered twice, and a submission may change once more. */
const deliveryOf = (body: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([body['submissionId'], body['status'], body['result']]);

export const createVisits = (): Visits => {
  const visits = new Map<string, Visit>();
  const listeners = new Map<string, Set<() => void>>();
  return {
    open: ({ reference, ...visit }) => {
      const correlationId = randomUUID();
      const key = randomBytes(24).toString('base64url');
      const opened = {
        ...visit,
        correlationId,
        callback: null,
        reference: reference === null ? null : { ...reference, key },
      };
      visits.set(correlationId, opened);
      const [oldest] = visits.keys();
      if (visits.size > MAX_VISITS && oldest !== undefined) {
        visits.delete(oldest);
      }
      return opened;
    },
    find: (correlationId) => visits.get(correlationId),
    findReference: (key) =>
      [...visits.values()].find(({ reference }) => reference?.key === key)?.reference ?? undefined,
    deliver: (correlationId, body) => {
      const visit = visits.get(correlationId);
      if (visit === undefined) {
        return false;
      }
      if (visit.callback === null || deliveryOf(visit.callback.body) !== deliveryOf(body)) {
        visit.callback = { receivedAt: new Date().toISOString(), body };
        listeners.get(correlationId)?.forEach((listener) => listener());
      }
      return true;
    },
    onCallback: (correlationId, listener) => {
      const those = listeners.get(correlationId) ?? new Set();
      listeners.set(correlationId, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0) {
          listeners.delete(correlationId);
        }
      };
    },
  };
};
