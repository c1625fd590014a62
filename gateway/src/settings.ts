/** The process's settings from its environment, checked once: addresses, database, key, files. Partners and policy are in config.ts. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DatabaseLocation } from './database/database.ts';
import type { ChallengeSettings } from './deps.ts';
import { CHALLENGES } from './check/challenges.ts';
import { problemsOf } from './config/problems.ts';
import { Mistake } from './mistake.ts';

const count = (most: number) => z.coerce.number().int().min(0).max(most).default(0);

const challengeTypes = z
  .string()
  .transform((list) => [...new Set(list.split(',').map((name) => name.trim()))])
  .pipe(z.array(z.enum(CHALLENGES)))
  .default([...CHALLENGES]);

const flag = z
  .enum(['true', 'false'])
  .default('true')
  .transform((word) => word === 'true');

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  /** A read replica, from which lists are read. */
  DATABASE_REPLICA_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DATA_DIR: z.string().min(1).default('.data/gateway'),
  LIFESIGN_CONFIG: z.string().min(1).optional(),
  LIFESIGN_MASTER_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Listener of the metrics; none without a port. Never on the port of callers. */
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Address of the span collector; the exporter reads it and related variables itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('lifesign-gateway'),
  /** Number of our reverse proxies in front, whose `X-Forwarded-For` is trusted. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Concurrent verifications. Default: by the number of cores. */
  ENGINE_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  /** How long running jobs and requests may take to finish after SIGTERM. */
  SHUTDOWN_SECONDS: z.coerce.number().positive().max(300).default(20),
  /** Challenges of one session, their types, and whether the passive check is allowed. */
  BPM_CHALLENGES: count(CHALLENGES.length),
  BPM_CHALLENGE_TYPES: challengeTypes,
  BPM_PASSIVE_ALLOWED: flag,
  /** This family's contract supports one. */
  E_VERIFY_CHALLENGES: count(1),
  E_VERIFY_CHALLENGE_TYPES: challengeTypes,
  E_VERIFY_PASSIVE_ALLOWED: flag,
});

const settings = schema
  .refine((values) => values.BPM_CHALLENGES <= values.BPM_CHALLENGE_TYPES.length, {
    path: ['BPM_CHALLENGES'],
    error: 'asks for more than BPM_CHALLENGE_TYPES names',
  })
  .refine((values) => values.DATABASE_REPLICA_URL === undefined || values.DATABASE_URL !== undefined, {
    path: ['DATABASE_REPLICA_URL'],
    error: 'needs DATABASE_URL: it names a copy of that database',
  });

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly derivePublicUrl: boolean;
  readonly database: DatabaseLocation;
  readonly configFile: string;
  /** 32 bytes each: the first encrypts and signs, all of them decrypt and verify. */
  readonly masterKeys: MasterKeys;
  readonly logLevel: string;
  /** Null: no metrics. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Null: no spans are made. */
  readonly tracing: { readonly serviceName: string } | null;
  /** Null: by the number of cores. */
  readonly engineThreads: number | null;
  readonly trustedProxies: number;
  readonly shutdownMs: number;
  readonly challenges: ChallengeSettings;
}

export type MasterKeys = readonly [Uint8Array, ...Uint8Array[]];

const MASTER_KEY_BYTES = 32;

/** Throws a `Mistake` that names every problem and never a value. */
export const readSettings = (env: NodeJS.ProcessEnv): Settings => {
  // Many deployments set an empty variable for "not set".
  const parsed = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    throw new Mistake(`The environment: ${problemsOf(parsed.error)}. gateway/README.md lists the variables`);
  }
  const values = parsed.data;
  const dataDir = resolve(values.DATA_DIR);
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    derivePublicUrl: values.PUBLIC_URL === undefined,
    database:
      values.DATABASE_URL === undefined
        ? { kind: 'folder', path: dataDir }
        : {
            kind: 'server',
            url: values.DATABASE_URL,
            ...(values.DATABASE_REPLICA_URL === undefined ? {} : { replicaUrl: values.DATABASE_REPLICA_URL }),
          },
    configFile: configFileOf(env),
    masterKeys: readMasterKeys(values.LIFESIGN_MASTER_KEY, values.DATABASE_URL === undefined ? dataDir : null),
    logLevel: values.LOG_LEVEL,
    metrics: values.METRICS_PORT === undefined ? null : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    tracing:
      (values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? values.OTEL_EXPORTER_OTLP_ENDPOINT) === undefined
        ? null
        : { serviceName: values.OTEL_SERVICE_NAME },
    engineThreads: values.ENGINE_THREADS ?? null,
    trustedProxies: values.TRUSTED_PROXIES,
    shutdownMs: values.SHUTDOWN_SECONDS * 1000,
    challenges: {
      bpm: {
        perSession: values.BPM_CHALLENGES,
        types: values.BPM_CHALLENGE_TYPES,
        isPassiveAllowed: values.BPM_PASSIVE_ALLOWED,
      },
      eVerify: {
        perSession: values.E_VERIFY_CHALLENGES,
        types: values.E_VERIFY_CHALLENGE_TYPES,
        isPassiveAllowed: values.E_VERIFY_PASSIVE_ALLOWED,
      },
    },
  };
};

/** The file that the environment names; the demo's without one. */
export const configFileOf = ({ LIFESIGN_CONFIG: named = '' }: NodeJS.ProcessEnv): string =>
  named === '' ? fileURLToPath(new URL('../config.demo.json', import.meta.url)) : named;

/** With an embedded database the key may be in its folder; processes that share a server must have the same key. */
const readMasterKeys = (given: string | undefined, dataDir: string | null): MasterKeys => {
  if (given !== undefined) {
    return decodeMasterKeys(given, 'LIFESIGN_MASTER_KEY');
  }
  if (dataDir === null) {
    throw new Mistake('LIFESIGN_MASTER_KEY is required with DATABASE_URL: 32 bytes, base64 (openssl rand -base64 32)');
  }
  const file = join(dataDir, 'master.key');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(MASTER_KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // A file in place of the folder gives the same error code as an existing key.
    if (code !== 'EEXIST' || !existsSync(file)) {
      throw new Mistake(`DATA_DIR ${dataDir} cannot be written to (${code}): name another folder`, { cause: error });
    }
  }
  return decodeMasterKeys(readFileSync(file, 'utf8'), file);
};

/** One per line, or separated by commas. */
const decodeMasterKeys = (text: string, source: string): MasterKeys => {
  const [first = '', ...older] = text.split(/[\s,]+/).filter((word) => word !== '');
  return [decodeMasterKey(first, source), ...older.map((word) => decodeMasterKey(word, source))];
};

const decodeMasterKey = (text: string, source: string): Uint8Array => {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== MASTER_KEY_BYTES) {
    throw new Mistake(`${source} must hold ${MASTER_KEY_BYTES} bytes in base64, it holds ${key.length}`);
  }
  return new Uint8Array(key);
};
