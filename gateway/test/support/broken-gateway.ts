import { createCipher } from '../../src/images/cipher.ts';
import { createPictureStore } from '../../src/images/picture-store.ts';
import { sniffImage } from '../../src/images/sniff.ts';
import { createApp } from '../../src/app.ts';
import { deriveSigningKeys } from '../../src/auth/keys.ts';
import { createUrlSigner } from '../../src/auth/signed-url.ts';
import { createTokens } from '../../src/auth/tokens.ts';
import type { Config } from '../../src/config.ts';
import { createLists } from '../../src/database/lists.ts';
import type { Deps } from '../../src/deps.ts';
import { PASSIVE_ONLY } from '../../src/check/challenges.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { createBodyRoom } from '../../src/http/body-room.ts';
import { createLogger } from '../../src/http/logging.ts';
import { createMemoryLimiter } from '../../src/limits/memory.ts';
import { createLcp } from '../../src/families/lcp/use-cases/create-lcp.ts';
import { createBrokenDatabase } from './broken-database.ts';
import { createFakeEngine } from './fake-engine.ts';
import { MASTER_KEY, type Reachable } from './harness.ts';

/** The app over a database that fails every query with `error`. */
export const createBrokenGateway = (error: Error, config: Config): Reachable => {
  const fail = async (): Promise<never> => {
    throw error;
  };
  const keys = deriveSigningKeys(MASTER_KEY);
  const clock = { now: () => new Date() };
  const engine = createFakeEngine();
  const db = createBrokenDatabase(error);
  const cipher = createCipher(MASTER_KEY);
  const deps: Deps = {
    config,
    partners: new Map(config.partners.map((partner) => [partner.clientId, partner])),
    db,
    lists: createLists(db, null, createLogger('silent')),
    jobs: { enqueue: fail },
    audit: { append: fail, find: fail, list: fail, heads: fail, prune: fail },
    cipher,
    pictures: createPictureStore(cipher, null, 'database'),
    sniffImage,
    clock,
    tokens: createTokens(keys, clock),
    urls: createUrlSigner(keys.url, clock),
    logger: createLogger('silent'),
    bodies: createBodyRoom(Infinity),
    limiter: createMemoryLimiter(clock),
    metrics: createMetrics(
      {
        engine: () => ({ inFlight: 0, oldestMs: 0, refused: 0 }),
        heldBytes: () => 0,
        forgottenPictures: fail,
        queues: fail,
      },
      false,
    ),
    challenges: { bpm: PASSIVE_ONLY, eVerify: PASSIVE_ONLY },
    attemptKeys: [keys.attempts],
    acceptedModels: new Map(),
    publicUrl: 'https://gateway.example.com',
    derivePublicUrl: false,
  };
  const app = createApp({
    ...deps,
    engine,
    adminKeys: [keys.admin],
    lcp: config.lcp === undefined ? null : createLcp({ ...deps, engine }, config.lcp, keys.userAlias),
    remote: null,
    trustedProxies: 0,
    checkReady: fail,
    durability: null,
  });
  return { app };
};
