/** The CoE family's part of the configuration: its partners. */
import { SUPPORTED_FLOWS, type SupportedFlow } from 'lifesign/contract';
import { z } from 'zod';
import { type Policy, policyOverridesSchema } from '../../check/policy.ts';
import { outboundAuthSchema } from '../../http/outbound-auth-config.ts';

const httpUrl = z.url({ protocol: /^https?$/ });

/** Exactly as browsers send `Origin`: a longer value would never match, without an error. */
const isOrigin = (value: string): boolean =>
  /^https?:/.test(value)
    ? URL.parse(value)?.origin === value
    : // A page inside an app has the app's scheme.
      /^[a-z][a-z\d+.-]*:\/\/[^\s/]+$/.test(value);

const origin = z.string().refine((value) => value === '*' || isOrigin(value), 'must be an origin (https://host) or *');

const callbackSchema = z.strictObject({
  url: httpUrl,
  method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
  auth: outboundAuthSchema.default({ type: 'none' }),
  /** Signs `X-Signature`; without it no signature header is sent. */
  hmacSecret: z.string().min(16).optional(),
  timeoutMs: z.number().int().positive().default(5000),
  /** Waits before each repeat; after the last one the delivery stops. */
  retryDelaysSeconds: z.array(z.number().nonnegative()).max(20).default([10, 60, 300, 1800, 7200]),
});

const referenceImageSchema = z.strictObject({
  /** Called for the address of a user's reference image when initiate named none. */
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
  policy: policyOverridesSchema.default({}),
});

export type CallbackConfig = z.infer<typeof callbackSchema>;
/** A partner, completed from the defaults of the file. */
export type Partner = Omit<z.infer<typeof partnerSchema>, 'policy'> & {
  readonly policy: Policy;
  /** `allowedOrigins` and the origin of the hosted page, which calls the gateway for every partner that it serves. */
  readonly pageOrigins: readonly string[];
};

export const flowsOf = (partner: Partner, onboardingPartner: string): readonly SupportedFlow[] =>
  partner.onboardingPartners.find(({ id }) => id === onboardingPartner)?.flows ?? [];
