/**
 * Partners, keys and policy, from one JSON file. Owns: the schema, the defaults and `${NAME:-default}` placeholders, so
 * that secrets and addresses of a deployment can stay in its environment. Does not know: ports, databases, log levels
 * (env.ts).
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { adminSchema } from './admin/config.ts';
import { bpmSchema } from './families/bpm/config.ts';
import { type EngineConfig, engineSchema, fromFolderOf } from './engine/config.ts';
import { eVerifySchema } from './families/e-verify/config.ts';
import { lcpSchema } from './families/lcp/config.ts';
import { policySchema } from './check/policy.ts';
import { type Partner, partnerSchema } from './families/coe/config.ts';
import { rateLimitsSchema } from './http/rate-limits.ts';

const httpUrl = z.url({ protocol: /^https?$/ });

const configSchema = z.strictObject({
  /** Hosted page that `WEB_SDK` launches open; without one, `WEB_SDK` is refused. */
  hostedPageUrl: httpUrl.optional(),
  policy: policySchema.default(() => policySchema.parse({})),
  rateLimits: rateLimitsSchema.default(() => rateLimitsSchema.parse({})),
  evidence: z
    .strictObject({
      /** Accepted SHA-256 per asset id on top of the manifest: former releases that are still in use. */
      acceptedModels: z.record(z.string(), z.array(z.string().regex(/^[0-9a-f]{64}$/))).default({}),
    })
    .default({ acceptedModels: {} }),
  audit: z
    .strictObject({
      /** Entries of the audit trail are kept this long; five years. */
      retentionDays: z.number().positive().default(1826),
      /** Where the chains end is told to the log this often, where they have grown. */
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
        throw new Error(`The configuration asks for the environment variable ${name}, which is not set`);
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

/** Checks and completes a configuration; throws with every problem named. */
export const parseConfig = (value: unknown, env: NodeJS.ProcessEnv = {}): Config => {
  const parsed = configSchema.safeParse(expand(value, env));
  if (!parsed.success) {
    throw new Error(`The configuration is not valid:\n${z.prettifyError(parsed.error)}`);
  }
  const partners = parsed.data.partners.map((partner) => ({
    ...partner,
    pageOrigins: [...partner.allowedOrigins, ...originsOf(partner.hostedPageUrl ?? parsed.data.hostedPageUrl)],
    policy: policySchema.parse({ ...parsed.data.policy, ...partner.policy }),
  }));
  const repeated = [
    ...duplicates(partners.map((partner) => partner.clientId)),
    // One onboarding partner belongs to one client: otherwise a token could not tell whose policy applies.
    ...duplicates(partners.flatMap((partner) => partner.onboardingPartners.map(({ id }) => id))),
  ];
  if (repeated.length > 0) {
    throw new Error(`The configuration names these more than once: ${repeated.join(', ')}`);
  }
  return { ...parsed.data, partners };
};

export const loadConfig = (file: string | URL, env: NodeJS.ProcessEnv = process.env): Config => {
  const config = parseConfig(JSON.parse(readFileSync(file, 'utf8')), env);
  return { ...config, engine: fromFolderOf(file, config.engine) };
};

/** `engine` of a configuration, or of a file that has nothing else; needs nothing of what the rest asks for. */
export const loadEngineConfig = (file: string, env: NodeJS.ProcessEnv = process.env): EngineConfig => {
  const { engine } = z.object({ engine: z.unknown().optional() }).parse(JSON.parse(readFileSync(file, 'utf8')));
  const parsed = engineSchema.safeParse(expand(engine ?? {}, env));
  if (!parsed.success) {
    throw new Error(`The configuration's engine is not valid:\n${z.prettifyError(parsed.error)}`);
  }
  return fromFolderOf(file, parsed.data);
};
