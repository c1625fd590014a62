/**
 * Partners, keys and policy, from one JSON file. Owns: the schema, the defaults and `${NAME:-default}` placeholders, so
 * that secrets and addresses of a deployment can stay in its environment. Does not know: ports, databases, log levels
 * (settings.ts).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { adminSchema } from './admin/config.ts';
import { admissionSchema } from './engine/admission.ts';
import { bpmSchema } from './families/bpm/config.ts';
import { type EngineConfig, engineSchema, fromFolderOf } from './engine/config.ts';
import { eVerifySchema } from './families/e-verify/config.ts';
import { lcpSchema } from './families/lcp/config.ts';
import { type PicturesConfig, picturesSchema } from './images/pictures-config.ts';
import { problemsOf } from './config/problems.ts';
import { Mistake } from './mistake.ts';
import { policySchema, policyWith } from './check/policy.ts';
import { type Partner, partnerSchema } from './families/coe/config.ts';
import { rateLimitsSchema } from './limits/rates.ts';
import { JOBS } from './job-list.ts';
import { slotsSchema } from './jobs/definition.ts';

const httpUrl = z.url({ protocol: /^https?$/ });

export const configSchema = z.strictObject({
  /** Hosted page that `WEB_SDK` launches open; without one, `WEB_SDK` is refused. */
  hostedPageUrl: httpUrl.optional(),
  policy: policySchema.default(() => policySchema.parse({})),
  /** Where pictures are kept. Default: in their rows of the database. */
  pictures: picturesSchema.default(() => picturesSchema.parse({})),
  rateLimits: rateLimitsSchema.default(() => rateLimitsSchema.parse({})),
  /** Limits of waiting requests and memory; beyond them requests get 503 with Retry-After. */
  admission: admissionSchema.default(() => admissionSchema.parse({})),
  /** Concurrent jobs in each process, by queue. Default: by the engine's threads. */
  jobSlots: z.partialRecord(z.enum(Object.keys(JOBS) as (keyof typeof JOBS)[]), slotsSchema).default({}),
  evidence: z
    .strictObject({
      /** Accepted SHA-256 per asset id on top of the manifest: earlier releases that are still in use. */
      acceptedModels: z.record(z.string(), z.array(z.string().regex(/^[0-9a-f]{64}$/))).default({}),
    })
    .default({ acceptedModels: {} }),
  audit: z
    .strictObject({
      /** Entries of the audit trail are kept this long; five years. */
      retentionDays: z.number().positive().default(1826),
      /** Interval at which the heads of chains that have grown are logged, seconds. */
      headSeconds: z.number().positive().max(86_400).default(300),
    })
    .default({ retentionDays: 1826, headSeconds: 300 }),
  /** BPM self-service; without it its commands do not exist. */
  bpm: bpmSchema.optional(),
  /** The admin page; without it there is none. */
  admin: adminSchema.optional(),
  /** Liveness Check Proxy; without it its paths do not exist. */
  lcp: lcpSchema.optional(),
  eVerify: eVerifySchema.default(() => eVerifySchema.parse({})),
  /** Nets of others that decide about liveness together with ours; none unless named. */
  engine: engineSchema.default(() => engineSchema.parse({})),
  partners: z.array(partnerSchema).min(1),
});

export type Config = Omit<z.infer<typeof configSchema>, 'partners'> & { readonly partners: readonly Partner[] };

const PLACEHOLDER = /\$\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?\}/g;

const expand = (value: unknown, env: NodeJS.ProcessEnv): unknown => {
  if (typeof value === 'string') {
    return value.replace(PLACEHOLDER, (_match, name: string, fallback: string | undefined) => {
      const found = env[name] ?? fallback;
      if (found === undefined) {
        throw new Mistake(`the environment variable ${name} is asked for and not set`);
      }
      return found;
    });
  }
  if (Array.isArray(value)) {
    return value.map((item) => expand(item, env));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, env)]));
  }
  return value;
};

const originsOf = (url: string | undefined): readonly string[] => (url === undefined ? [] : [new URL(url).origin]);

const duplicates = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** Checks and completes a configuration; throws a `Mistake` that names every problem. */
export const parseConfig = (value: unknown, env: NodeJS.ProcessEnv = {}): Config => {
  const parsed = configSchema.safeParse(expand(value, env));
  if (!parsed.success) {
    throw new Mistake(`${problemsOf(parsed.error)}. ${EXAMPLE}`);
  }
  const partners = parsed.data.partners.map((partner) => ({
    ...partner,
    pageOrigins: [...partner.allowedOrigins, ...originsOf(partner.hostedPageUrl ?? parsed.data.hostedPageUrl)],
    policy: policyWith(parsed.data.policy, partner.policy),
  }));
  const repeated = [
    ...duplicates(partners.map((partner) => partner.clientId)),
    // One onboarding partner belongs to one client: otherwise a token would not determine the policy.
    ...duplicates(partners.flatMap((partner) => partner.onboardingPartners.map(({ id }) => id))),
  ];
  if (repeated.length > 0) {
    throw new Mistake(`partners: named more than once: ${repeated.join(', ')}`);
  }
  return { ...parsed.data, partners };
};

/** Throws a `Mistake` that names the file. */
export const loadConfig = (file: string | URL, env: NodeJS.ProcessEnv = process.env): Config =>
  about(file, () => {
    const config = parseConfig(readJson(file), env);
    return { ...config, engine: fromFolderOf(file, config.engine) };
  });

/** `engine` of a configuration, or of a file with only that; other fields and their placeholders are not read. */
export const loadEngineConfig = (file: string, env: NodeJS.ProcessEnv = process.env): EngineConfig =>
  about(file, () => fromFolderOf(file, readPart(file, env, z.object({ engine: engineSchema })).engine));

/** The same of `pictures`. */
export const loadPicturesConfig = (file: string, env: NodeJS.ProcessEnv = process.env): PicturesConfig =>
  about(file, () => readPart(file, env, z.object({ pictures: picturesSchema })).pictures);

/** `schema`: of one field, which may be absent. */
const readPart = <Part extends z.ZodObject>(file: string, env: NodeJS.ProcessEnv, schema: Part): z.output<Part> => {
  const all = z.record(z.string(), z.unknown()).parse(readJson(file));
  const parts = Object.keys(schema.shape).map((name) => [name, expand(all[name] ?? {}, env)]);
  const parsed = schema.safeParse(Object.fromEntries(parts));
  if (!parsed.success) {
    throw new Mistake(`${problemsOf(parsed.error)}. ${EXAMPLE}`);
  }
  return parsed.data;
};

const EXAMPLE = 'gateway/config.example.json shows every field';

const about = <T>(file: string | URL, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw error instanceof Mistake
      ? new Mistake(`The configuration ${nameOf(file)}: ${error.message}`, { cause: error.cause })
      : error;
  }
};

const nameOf = (file: string | URL): string => (file instanceof URL ? fileURLToPath(file) : file);

const readJson = (file: string | URL): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Mistake(`it cannot be read (${codeOf(cause)}); LIFESIGN_CONFIG or --config names the file`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Mistake(`it is not JSON${cause instanceof Error ? placeIn(cause.message) : ''}`, { cause });
  }
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** The position or kind in a parser's message, without quotes from the file. */
const placeIn = (message: string): string => {
  const place = /line \d+ column \d+|^Unexpected (?:token '.{1,2}'|end)/.exec(message)?.[0];
  return place === undefined ? '' : ` (${place})`;
};
