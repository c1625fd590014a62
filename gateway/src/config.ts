/**
 * Partners, keys and policy, from one JSON file. Owns: the schema, the defaults and `${NAME:-default}` placeholders, so
 * that secrets and addresses of a deployment can stay in its environment. Does not know: ports, databases, log levels
 * (env.ts).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DOCUMENT_TYPES, SUPPORTED_FLOWS, type SupportedFlow } from 'lifesign/contract';
import { z } from 'zod';
import { adminSchema } from './admin/config.ts';
import { bpmSchema } from './families/bpm/config.ts';
import { type EngineConfig, engineSchema, fromFolderOf } from './engine/config.ts';
import { eVerifySchema } from './families/e-verify/config.ts';
import { lcpSchema } from './families/lcp/config.ts';
import { outboundAuthSchema } from './http/outbound-auth-config.ts';
import { problemsOf } from './config/problems.ts';
import { Mistake } from './mistake.ts';
import { DOUBTED_LIVENESS_THRESHOLD } from './check/trust.ts';

const seconds = z.number().int().positive();
const score = z.number().min(0).max(1);
const httpUrl = z.url({ protocol: /^https?$/ });

/** Exactly what browsers send as `Origin`; anything longer would never match and say nothing. */
const isOrigin = (value: string): boolean =>
  /^https?:/.test(value)
    ? URL.parse(value)?.origin === value
    : // A page inside an app has a scheme of that app's.
      /^[a-z][a-z\d+.-]*:\/\/[^\s/]+$/.test(value);

const origin = z.string().refine((value) => value === '*' || isOrigin(value), 'must be an origin (https://host) or *');

const policySchema = z.strictObject({
  /** Attempts per partner session, counted at confirm. */
  maxAttempts: z.number().int().min(1).max(20).default(3),
  partnerTokenSeconds: seconds.default(3600),
  userTokenSeconds: seconds.default(900),
  /** Life of upload URLs and of the nonce issued with them. */
  uploadUrlSeconds: seconds.default(600),
  /** Life of image URLs in result details and callbacks; five days. */
  imageUrlSeconds: seconds.default(432_000),
  /** Images are erased this long after their submission or check was made; verdicts stay. */
  imageRetentionDays: z.number().positive().default(30),
  /** 0..1; the engine's own default when absent. */
  livenessThreshold: score.optional(),
  /** 0..1; the bar where the device itself was not sure that the person is live. Never below `livenessThreshold`. */
  doubtedLivenessThreshold: score.default(DOUBTED_LIVENESS_THRESHOLD),
  /** 0..1; the engine's own default when absent. */
  matchThreshold: score.optional(),
  /** `enforce`: a spoof verdict on the device ends the attempt before any upload; `report`: it travels as evidence. */
  deviceVerdict: z.enum(['enforce', 'report']).default('enforce'),
  retryOnFaceMatchFailed: z.boolean().default(false),
  /** What must have been uploaded at confirm. */
  requiredDocuments: z.array(z.enum(DOCUMENT_TYPES)).min(1).default(['SELFIE']),
});

const callbackSchema = z.strictObject({
  url: httpUrl,
  method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
  auth: outboundAuthSchema.default({ type: 'none' }),
  /** Signs `X-Signature`; without it no signature header is sent. */
  hmacSecret: z.string().min(16).optional(),
  timeoutMs: z.number().int().positive().default(5000),
  /** Waits before each repeat; after the last one the delivery is given up. */
  retryDelaysSeconds: z.array(z.number().nonnegative()).max(20).default([10, 60, 300, 1800, 7200]),
});

const referenceImageSchema = z.strictObject({
  /** Asked for the address of a user's reference image when initiate named none. */
  endpoint: httpUrl.optional(),
  auth: outboundAuthSchema.default({ type: 'none' }),
  timeoutMs: z.number().int().positive().default(5000),
  /** `host:port` pairs that may be private and may use plain http: a partner in the same network, a demo on loopback. */
  allowHosts: z.array(z.string().min(1)).default([]),
});

const onboardingPartnerSchema = z.strictObject({
  /** `PARTNER-PLATFORM-FLOW`, e.g. `ACME-SDK-COE_FACE_VERIFICATION`. */
  id: z.string().normalize('NFC').min(1).max(200),
  flows: z
    .array(z.enum(SUPPORTED_FLOWS))
    .min(1)
    .default([...SUPPORTED_FLOWS]),
});

export const partnerSchema = z.strictObject({
  clientId: z.string().normalize('NFC').min(8).max(200),
  name: z.string().min(1),
  /** Lower-case hex SHA-256 of each accepted pass key; two while one is being replaced. */
  passKeySha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1),
  onboardingPartners: z.array(onboardingPartnerSchema).min(1),
  /** Deterministic outcomes chosen by the partner user id; the engine is not run. */
  sandbox: z.boolean().default(false),
  /** Origins of pages that may call the SDK endpoints; `*` for any. */
  allowedOrigins: z.array(origin).default(['*']),
  /** Origins that a hosted launch may redirect to; `*` for any. */
  redirectOrigins: z.array(origin).default(['*']),
  /** Overrides the top-level page for `WEB_SDK`. */
  hostedPageUrl: httpUrl.optional(),
  callback: callbackSchema.optional(),
  referenceImage: referenceImageSchema.default(() => referenceImageSchema.parse({})),
  policy: policySchema.partial().default({}),
});

/** Requests per minute and the burst that is allowed on top of an even pace. */
const rateSchema = z.strictObject({ perMinute: z.number().positive(), burst: z.number().int().positive() });

const rateLimitsSchema = z.strictObject({
  /** By address: token endpoints, where a caller may be guessing. */
  authentication: rateSchema.default({ perMinute: 60, burst: 30 }),
  /** By client: server-to-server calls. */
  partner: rateSchema.default({ perMinute: 1200, burst: 200 }),
  /** By partner session: the calls of one launch. */
  session: rateSchema.default({ perMinute: 120, burst: 60 }),
  /** By address: uploads and image reads, which carry a signature instead of a token. */
  content: rateSchema.default({ perMinute: 240, burst: 60 }),
});

export const configSchema = z.strictObject({
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

export type OutboundAuth = z.infer<typeof outboundAuthSchema>;
export type Policy = z.infer<typeof policySchema>;
export type CallbackConfig = z.infer<typeof callbackSchema>;
export type Rate = z.infer<typeof rateSchema>;
export type RateLimits = z.infer<typeof rateLimitsSchema>;
/** A partner, completed from the defaults of the file. */
export type Partner = Omit<z.infer<typeof partnerSchema>, 'policy'> & {
  readonly policy: Policy;
  /** `allowedOrigins` and that of the hosted page: it calls for every partner that it serves. */
  readonly pageOrigins: readonly string[];
};
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
    policy: policySchema.parse({ ...parsed.data.policy, ...partner.policy }),
  }));
  const repeated = [
    ...duplicates(partners.map((partner) => partner.clientId)),
    // One onboarding partner belongs to one client: otherwise a token could not tell whose policy applies.
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

/** `engine` of a configuration, or of a file that has nothing else; needs nothing of what the rest asks for. */
export const loadEngineConfig = (file: string, env: NodeJS.ProcessEnv = process.env): EngineConfig =>
  about(file, () => {
    const { engine } = z.object({ engine: z.unknown().optional() }).parse(readJson(file));
    const parsed = z.object({ engine: engineSchema }).safeParse({ engine: expand(engine ?? {}, env) });
    if (!parsed.success) {
      throw new Mistake(`${problemsOf(parsed.error)}. ${EXAMPLE}`);
    }
    return fromFolderOf(file, parsed.data.engine);
  });

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

/** Of a message of the parser, which may quote the file: where or what kind, and no more. */
const placeIn = (message: string): string => {
  const place = /line \d+ column \d+|^Unexpected (?:token '.{1,2}'|end)/.exec(message)?.[0];
  return place === undefined ? '' : ` (${place})`;
};

export const flowsOf = (partner: Partner, onboardingPartner: string): readonly SupportedFlow[] =>
  partner.onboardingPartners.find(({ id }) => id === onboardingPartner)?.flows ?? [];
