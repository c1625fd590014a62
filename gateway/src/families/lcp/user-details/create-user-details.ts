import { readReferenceImage } from '../store/images.ts';
import type { LcpConfig } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import { createUserDataStore } from './user-data-store.ts';
import type { UserDetails } from './user-details.ts';

/** Null where no pictures are compared. */
export const createUserDetails = (deps: Deps, config: LcpConfig['userDetails']): UserDetails | null => {
  switch (config.type) {
    case 'none':
      return null;
    case 'reference-images':
      return async (userId) => {
        const bytes = await readReferenceImage(deps.db, deps.pictures, userId);
        return bytes === null ? { ok: false, failure: 'no-details' } : { ok: true, bytes };
      };
    case 'user-data-store':
      return createUserDataStore(config, deps.sniffImage);
  }
};
