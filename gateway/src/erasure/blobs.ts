/** Removes from the picture store the objects that no row names: of erased pictures, and of crashed processes. */
import { blobsRemoved, blobsToRemove, namedBlobs } from '../database/blobs.ts';
import type { Deps } from '../deps.ts';
import { isBlobName } from '../images/picture-store.ts';
import type { BlobStore } from '../images/types.ts';
import { PICTURE_TABLES } from '../sealed-columns.ts';

const BATCH = 20;

/** A request stores its picture seconds before it writes the row, and no request takes this long. */
const SWEPT_AFTER_MS = 3_600_000;

/** Removes objects whose rows were erased. Rejects when the store is unavailable; the next run removes the rest. */
export const removeForgotten = async (
  { db }: Pick<Deps, 'db'>,
  blobs: BlobStore,
  signal?: AbortSignal,
): Promise<void> => {
  for (;;) {
    signal?.throwIfAborted();
    const names = await blobsToRemove(db, BATCH);
    if (names.length === 0) {
      return;
    }
    await removeAll(blobs, names);
    await blobsRemoved(db, names);
  }
};

/** Removes old objects that no row names. Returns how many. */
export const sweepOrphans = async (
  { db, logger }: Pick<Deps, 'db' | 'logger'>,
  blobs: BlobStore,
  signal?: AbortSignal,
): Promise<number> => {
  let swept = 0;
  for await (const page of blobs.pages()) {
    signal?.throwIfAborted();
    const old = page.filter(({ name, ageMs }) => isBlobName(name) && ageMs > SWEPT_AFTER_MS).map(({ name }) => name);
    const named = await namedBlobs(db, PICTURE_TABLES, old);
    const orphans = old.filter((name) => !named.has(name));
    for (let from = 0; from < orphans.length; from += BATCH) {
      await removeAll(blobs, orphans.slice(from, from + BATCH));
    }
    swept += orphans.length;
  }
  if (swept > 0) {
    logger.info({ orphans: swept }, 'picture store swept');
  }
  return swept;
};

const removeAll = async (blobs: BlobStore, names: readonly string[]): Promise<void> => {
  await Promise.all(names.map((name) => blobs.remove(name)));
};
