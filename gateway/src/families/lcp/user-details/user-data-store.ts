/** The User Data Store's REST API: the newest photo of the person in the user's newest document of type `photo`. */
import { z } from 'zod';
import type { LcpConfig } from '../config.ts';
import type { SniffImage } from '../../../images/types.ts';
import { ProviderFailure } from '../providers/provider.ts';
import { readJson } from '../providers/read-json.ts';
import { authHeaders } from '../../../http/outbound-auth.ts';
import type { UserDetails } from './user-details.ts';

const dated = { id: z.string().min(1), timestampCreated: z.string().default('') };

const documentsSchema = z.object({
  documents: z.array(z.object({ ...dated, documentType: z.string() })),
});

const photosSchema = z.object({
  photos: z.array(z.object({ ...dated, photoType: z.string(), photoData: z.string() })),
});

const errorSchema = z.object({ status: z.literal('ERROR'), responseObject: z.object({ code: z.string() }) });

/** Base64 of the largest accepted picture, and the JSON around it. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

type Settings = Extract<LcpConfig['userDetails'], { type: 'user-data-store' }>;

export const createUserDataStore = ({ baseUrl, auth, timeoutMs }: Settings, sniffImage: SniffImage): UserDetails => {
  /** Null when the store says that there is no such thing. */
  const get = async <T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | null> => {
    const { status, body } = await readJson(`${baseUrl}${path}`, {
      headers: { accept: 'application/json', ...authHeaders(auth) },
      timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
    if (status === 400 && errorSchema.safeParse(body).data?.responseObject.code === 'NOT_FOUND') {
      return null;
    }
    const answer = z.object({ status: z.literal('OK'), responseObject: schema }).safeParse(body);
    if (status !== 200 || !answer.success) {
      throw new ProviderFailure('remote', `the User Data Store answered ${status}`);
    }
    return answer.data.responseObject;
  };

  return async (userId, signal) => {
    const found = await get(`/documents?userId=${encodeURIComponent(userId)}`, documentsSchema, signal);
    const documents = newestFirst((found?.documents ?? []).filter(({ documentType }) => documentType === 'photo'));
    if (documents.length === 0) {
      return { ok: false, failure: 'no-details' };
    }
    for (const { id } of documents) {
      const query = `userId=${encodeURIComponent(userId)}&documentId=${encodeURIComponent(id)}`;
      const answer = await get(`/photos?${query}`, photosSchema, signal);
      for (const { photoData } of newestFirst(
        (answer?.photos ?? []).filter(({ photoType }) => photoType === 'person'),
      )) {
        const bytes = new Uint8Array(Buffer.from(photoData, 'base64'));
        if ((await sniffImage(bytes)) !== null) {
          return { ok: true, bytes };
        }
      }
    }
    return { ok: false, failure: 'no-photo' };
  };
};

/** Times are local, without a zone, and all from one server, so they sort as text. */
const newestFirst = <T extends { readonly timestampCreated: string }>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => (a.timestampCreated < b.timestampCreated ? 1 : -1));
