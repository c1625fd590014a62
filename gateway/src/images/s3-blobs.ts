/** Objects in any store that speaks S3. Loaded only where one is configured: the vendor's SDK is megabytes of modules. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { timed } from '../telemetry/timed.ts';
import type { S3Config } from './pictures-config.ts';
import { StoreUnavailable } from './picture-store.ts';
import type { Blob, BlobStore } from './types.ts';

export type BlobOperation = 'put' | 'get' | 'remove' | 'list' | 'ready';

/** Called after each operation, with its duration including retries. */
export type ObserveBlobs = (operation: BlobOperation, isDone: boolean, seconds: number) => void;

/** Including the first; the SDK waits longer before each retry. */
const TRIES = 3;
const CONNECT_MS = 2000;
/** Readiness may be requested by anyone and at any rate, so the store is asked this often at most. */
const READY_EVERY_MS = 5000;

export const createS3Blobs = (
  { bucket, prefix, region, endpoint, pathStyle, accessKeyId, secretAccessKey, timeoutMs }: S3Config,
  observe: ObserveBlobs = () => undefined,
): BlobStore => {
  const client = new S3Client({
    region,
    maxAttempts: TRIES,
    forcePathStyle: pathStyle ?? endpoint !== undefined,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
    // Not every store supports the newer checksums, and the seal detects any change.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(CONNECT_MS, timeoutMs),
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: timeoutMs,
    },
  });
  const at = (name: string) => ({ Bucket: bucket, Key: `${prefix}${name}` });
  let readyAt = Number.NEGATIVE_INFINITY;

  const attempt = async <T>(operation: BlobOperation, run: () => Promise<T>): Promise<T> => {
    try {
      return await timed(run, (isDone, seconds) => observe(operation, isDone, seconds));
    } catch (error) {
      // Without the cause: what the SDK adds to its errors may name keys.
      throw new StoreUnavailable(`The picture store: ${operation} failed (${codeOf(error)})`);
    }
  };

  return {
    put: (name, bytes) =>
      attempt('put', async () => {
        await client.send(new PutObjectCommand({ ...at(name), Body: bytes, ContentType: 'application/octet-stream' }));
      }),

    get: (name) =>
      attempt('get', async () => {
        try {
          const { Body } = await client.send(new GetObjectCommand(at(name)));
          return Body === undefined ? null : await Body.transformToByteArray();
        } catch (error) {
          if (error instanceof NoSuchKey) {
            return null;
          }
          throw error;
        }
      }),

    remove: (name) =>
      attempt('remove', async () => {
        await client.send(new DeleteObjectCommand(at(name)));
      }),

    async *pages() {
      const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })[Symbol.asyncIterator]();
      for (;;) {
        const page = await attempt('list', () => pages.next());
        if (page.done === true) {
          return;
        }
        // The SDK measures how far our clock is from the store's.
        const now = Date.now() + client.config.systemClockOffset;
        yield (page.value.Contents ?? []).map(({ Key = '', LastModified }): Blob => ({
          name: Key.slice(prefix.length),
          ageMs: LastModified === undefined ? 0 : now - LastModified.getTime(),
        }));
      }
    },

    async ready() {
      if (performance.now() - readyAt >= READY_EVERY_MS) {
        await attempt('ready', () =>
          client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 })),
        );
        readyAt = performance.now();
      }
    },

    close: () => client.destroy(),
  };
};

/** The error code of the socket or the store; the error's name without one. */
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) {
    return typeof error;
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};
