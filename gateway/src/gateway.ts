/** The composition root: builds the app and its background work from settings and adapters. Contains no rules. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Logger } from 'pino';
import { createCipher, keyIdOf } from './images/cipher.ts';
import { Mistake } from './mistake.ts';
import { pinKey } from './database/pinned-key.ts';
import { sniffImage } from './images/sniff.ts';
import { createAuditTrail } from './audit/store/audit-trail.ts';
import { createLists } from './database/lists.ts';
import { type DatabaseLocation, type Db, type OpenDatabase, openDatabase, type Tx } from './database/database.ts';
import { JOBS } from './job-list.ts';
import type { JobHandlers } from './jobs/definition.ts';
import { createQueue } from './jobs/queue.ts';
import { createApp, createHealthApp } from './app.ts';
import { doesJobs, type Role } from './role.ts';
import { deriveSigningKeys } from './auth/keys.ts';
import { createUrlSigner } from './auth/signed-url.ts';
import { createTokens } from './auth/tokens.ts';
import type { Config } from './config.ts';
import type { ChallengeSettings, Deps } from './deps.ts';
import { PASSIVE_ONLY } from './check/challenges.ts';
import type { CoeEnv } from './families/coe/env.ts';
import type { AuditTrail } from './audit/types.ts';
import type { Clock } from './clock.ts';
import type { Engine } from './engine/types.ts';
import { createAdmission } from './engine/admission.ts';
import { createBodyRoom } from './http/body-room.ts';
import type { HealthDeps } from './http/health.ts';
import { observedEngine } from './engine/observed.ts';
import { readQueueLoad } from './jobs/store/queue-load.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';
import { createHeadLog } from './audit/head-log.ts';
import { deliverCallback, type Send } from './families/coe/use-cases/callbacks.ts';
import type { RemoteLiveness } from './families/e-verify/providers/rekognition.ts';
import { createLcp } from './families/lcp/use-cases/create-lcp.ts';
import { forgetAtProvider } from './families/lcp/use-cases/forget.ts';
import { giveUpSubmission, processSubmission, type ProcessingDeps } from './families/coe/use-cases/process.ts';
import { getReferenceImage, type GetReferenceImage } from './families/coe/use-cases/reference-image.ts';
import { removeForgotten, sweepOrphans } from './erasure/blobs.ts';
import { eraseExpired } from './erasure/retention.ts';
import type { Limiter } from './limits/limiter.ts';
import { countBlobsToRemove, namesBlobs } from './database/blobs.ts';
import { openBlobs } from './images/open-blobs.ts';
import { createPictureStore } from './images/picture-store.ts';
import { PICTURE_TABLES } from './sealed-columns.ts';
import { createMemoryLimiter } from './limits/memory.ts';
import { createSharedLimiter } from './limits/shared.ts';

export interface GatewayOptions {
  /** Default: `all`. */
  readonly role?: Role;
  readonly config: Config;
  readonly database: DatabaseLocation;
  /** 32 bytes each: the first encrypts and signs, all of them decrypt and verify. */
  readonly masterKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly engine: Engine;
  readonly logger: Logger;
  /** Asset id to the SHA-256 values that the shipped manifest names. */
  readonly models: ReadonlyMap<string, ReadonlySet<string>>;
  readonly publicUrl: string;
  readonly derivePublicUrl?: boolean;
  readonly trustedProxies?: number;
  /** Default: no family asks for any. */
  readonly challenges?: ChallengeSettings;
  readonly clock?: Clock;
  /** Whether the metrics include the process's memory and event loop. Default false: set it once in a process. */
  readonly hasProcessMetrics?: boolean;
  readonly getReferenceImage?: GetReferenceImage;
  readonly send?: Send;
  /** Called when another process has taken the embedded database's folder. Default: the process ends at once. */
  readonly onFolderLost?: (reason: string) => void;
}

export interface Gateway {
  readonly app: OpenAPIHono<CoeEnv>;
  readonly db: Db;
  readonly audit: AuditTrail<Tx>;
  readonly metrics: Metrics;
  /** Erases what is due now; the same as the hourly job. */
  eraseExpired(signal?: AbortSignal): Promise<number>;
  /** Removes from the picture store what no row names, like the jobs. Returns how many objects never had a row. */
  tidyPictureStore(): Promise<number>;
  /** Begins the background work of the role. Without it requests are served, but other processes must do the jobs. */
  startWork(): Promise<void>;
  /** Finishes running jobs for at most `timeoutMs`, then closes queue, engine and database. */
  close(timeoutMs: number): Promise<void>;
}

/** PGlite writes to the system's cache and does not wait for the disk. */
const EMBEDDED =
  'embedded database: for development and single machines; what was acknowledged in the last seconds may be lost when the power fails';

const SYSTEM_CLOCK: Clock = { now: () => new Date() };

export const createGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { role = 'all', config, engine, logger, clock = SYSTEM_CLOCK } = options;
  const database = await openDatabase(options.database, options.onFolderLost);
  await requireStore(database, config);
  const alias = config.lcp === undefined ? null : await aliasKey(database, options.masterKeys);
  const bodies = createBodyRoom(config.admission.bodyMiB * 1024 * 1024);
  const metrics: Metrics = createMetrics(
    {
      engine: () => admission.load(),
      heldBytes: () => bodies.held(),
      forgottenPictures: () => countBlobsToRemove(database.db),
      queues: () => readQueueLoad(database.db, Object.keys(JOBS)),
    },
    options.hasProcessMetrics ?? false,
  );
  const admission = createAdmission(observedEngine(engine, metrics), sniffImage, config.admission);
  const queue = createQueue(database, logger, JOBS, metrics, doesJobs(role));
  await queue.start();
  const [masterKey, ...olderKeys] = options.masterKeys;
  const keys = deriveSigningKeys(masterKey);
  const older = olderKeys.map(deriveSigningKeys);
  const limiter: Limiter =
    database.prompt === null
      ? createMemoryLimiter(clock)
      : createSharedLimiter({ db: database.prompt, key: keys.rateLimit, clock, logger });
  const blobs = await openBlobs(config.pictures, (operation, isDone, seconds) =>
    metrics.pictureStore(operation, isDone, seconds),
  );
  const cipher = createCipher(masterKey, olderKeys);
  const deps: Deps = {
    config,
    partners: new Map(config.partners.map((partner) => [partner.clientId, partner])),
    db: database.db,
    lists: createLists(database.db, database.replica, logger),
    jobs: queue,
    audit: createAuditTrail(database.db, keys.audit, clock),
    cipher,
    pictures: createPictureStore(cipher, blobs, config.pictures.keptIn),
    sniffImage,
    clock,
    tokens: createTokens(keys, clock, older),
    urls: createUrlSigner(
      keys.url,
      clock,
      older.map(({ url }) => url),
    ),
    logger,
    challenges: options.challenges ?? { bpm: PASSIVE_ONLY, eVerify: PASSIVE_ONLY },
    attemptKeys: [keys.attempts, ...older.map(({ attempts }) => attempts)],
    acceptedModels: acceptedModels(options.models, config),
    publicUrl: options.publicUrl,
    derivePublicUrl: options.derivePublicUrl ?? false,
    bodies,
    metrics,
    limiter,
  };
  const processing: ProcessingDeps = {
    ...deps,
    engine: admission.forJobs,
    getReferenceImage: options.getReferenceImage ?? getReferenceImage,
  };
  const serving = { ...deps, engine: admission.forRequests };
  if (config.bpm !== undefined && config.bpm.audience === undefined) {
    logger.warn(
      'bpm.audience is not set: a token that the issuer made for another service opens BPM self-service, too',
    );
  }
  if (options.database.kind === 'folder') {
    logger.info(EMBEDDED);
  }
  const heads = createHeadLog(deps.audit, logger, config.audit.headSeconds);
  const lcp = config.lcp === undefined || alias === null ? null : createLcp(serving, config.lcp, alias);
  const health: HealthDeps = {
    logger,
    durability: options.database.kind === 'server' ? null : EMBEDDED,
    checkReady: async () => {
      await database.ready();
      await blobs?.ready();
      await engine.ready();
    },
  };
  const app =
    role === 'worker'
      ? createHealthApp(health)
      : createApp({
          ...serving,
          ...health,
          adminKeys: [keys.admin, ...older.map(({ admin }) => admin)],
          remote: await createRemote(config),
          lcp,
          trustedProxies: options.trustedProxies ?? 0,
        });
  const decide: JobHandlers<typeof JOBS>['process-submission'] = ({ submissionId }, signal) =>
    processSubmission(processing, submissionId, signal);

  return {
    app,
    db: database.db,
    audit: deps.audit,
    metrics,
    eraseExpired: (signal) => eraseExpired(deps, signal),
    tidyPictureStore: async () => {
      if (blobs === null) {
        return 0;
      }
      await removeForgotten(deps, blobs);
      return sweepOrphans(deps, blobs);
    },
    startWork: async () => {
      if (!doesJobs(role)) {
        return;
      }
      heads.start();
      const handlers: JobHandlers<typeof JOBS> = {
        'process-submission': decide,
        'process-sandbox': decide,
        'give-up-submission': ({ submissionId }) => giveUpSubmission(deps, submissionId),
        'deliver-callback': ({ deliveryId }, signal) => deliverCallback(deps, deliveryId, signal, options.send),
        'erase-expired': async (_data, signal) => {
          await eraseExpired(deps, signal);
        },
        'remove-blobs': async (_data, signal) => {
          if (blobs !== null) {
            await removeForgotten(deps, blobs, signal);
          }
        },
        'sweep-blobs': async (_data, signal) => {
          if (blobs !== null) {
            await sweepOrphans(deps, blobs, signal);
          }
        },
        'forget-at-provider': async ({ userId }, signal) => {
          if (lcp !== null) {
            await forgetAtProvider(lcp, userId, signal);
          }
        },
      };
      await queue.work(handlers, { engineThreads: engine.threads, set: config.jobSlots });
    },
    async close(timeoutMs) {
      await queue.stop(timeoutMs);
      await engine.close();
      heads.stop();
      if (doesJobs(role)) {
        await heads.tell();
      }
      blobs?.close();
      await database.close();
    },
  };
};

/** Stored pictures must be readable, whatever is configured for new ones. */
const requireStore = async (database: OpenDatabase, { pictures }: Config): Promise<void> => {
  if (pictures.s3 === undefined && (await namesBlobs(database.db, PICTURE_TABLES))) {
    await database.close();
    throw new Mistake('Pictures of this database are in a store: name it in `pictures.s3` of the configuration');
  }
};

/** Key of the ids under which external providers know users: it must never change, so the database pins its id at first use. */
const aliasKey = async (
  database: OpenDatabase,
  masterKeys: readonly [Uint8Array, ...Uint8Array[]],
): Promise<Uint8Array> => {
  const id = await pinKey(database.db, 'lcp-user-alias', keyIdOf(masterKeys[0]));
  const pinned = masterKeys.find((key) => keyIdOf(key) === id);
  if (pinned === undefined) {
    await database.close();
    throw new Mistake(`LIFESIGN_MASTER_KEY must keep the key ${id}: the proxy's provider knows its users by it`);
  }
  return deriveSigningKeys(pinned).userAlias;
};

/** Loaded only where it is configured: a vendor's SDK is megabytes of modules. */
const createRemote = async ({ eVerify: { provider } }: Config): Promise<RemoteLiveness | null> =>
  provider.type === 'rekognition'
    ? (await import('./families/e-verify/providers/rekognition.ts')).createRekognition(provider)
    : null;

const acceptedModels = (
  shipped: ReadonlyMap<string, ReadonlySet<string>>,
  { evidence }: Config,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const all = new Map([...shipped].map(([id, hashes]) => [id, new Set(hashes)]));
  for (const [id, hashes] of Object.entries(evidence.acceptedModels)) {
    all.set(id, new Set([...(all.get(id) ?? []), ...hashes]));
  }
  return all;
};
