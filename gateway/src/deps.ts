import type { Logger } from 'pino';
import type { BodyRoom } from './http/body-room.ts';
import type { UrlSigner } from './auth/signed-url.ts';
import type { Tokens } from './auth/tokens.ts';
import type { Db, Tx } from './database/database.ts';
import type { Lists } from './database/lists.ts';
import type { JOBS } from './job-list.ts';
import type { Jobs } from './jobs/queue.ts';
import type { Config } from './config.ts';
import type { Partner } from './families/coe/config.ts';
import type { ChallengeSetting } from './check/challenges.ts';
import type { AuditTrail } from './audit/types.ts';
import type { Cipher, PictureStore, SniffImage } from './images/types.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { Clock } from './clock.ts';
import type { Limiter } from './limits/limiter.ts';

/** Challenges of each family's sessions. */
export interface ChallengeSettings {
  readonly bpm: ChallengeSetting;
  readonly eVerify: ChallengeSetting;
}

/** Dependencies of use cases and routes. */
export interface Deps {
  readonly config: Config;
  /** By client id. */
  readonly partners: ReadonlyMap<string, Partner>;
  readonly db: Db;
  readonly lists: Lists;
  readonly jobs: Jobs<typeof JOBS>;
  readonly audit: AuditTrail<Tx>;
  readonly cipher: Cipher;
  readonly pictures: PictureStore;
  readonly sniffImage: SniffImage;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly urls: UrlSigner;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limiter: Limiter;
  /** Limits the memory of request bodies; asked by routes that accept pictures before they read them. */
  readonly bodies: BodyRoom;
  readonly challenges: ChallengeSettings;
  /** Keys of the digests under which attempts are counted: the first for new ones, all of them for stored ones. */
  readonly attemptKeys: readonly [Uint8Array, ...Uint8Array[]];
  /** Asset id to the SHA-256 values that evidence may name for it. */
  readonly acceptedModels: ReadonlyMap<string, ReadonlySet<string>>;
  /** Public address of this gateway, without a trailing slash. */
  readonly publicUrl: string;
  /** True when that address is not configured: answers then name the host that the request was sent to. */
  readonly derivePublicUrl: boolean;
}
