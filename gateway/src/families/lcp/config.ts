/** The Liveness Check Proxy's part of the configuration. */
import { z } from 'zod';
import { outboundAuthSchema } from '../../http/outbound-auth-config.ts';

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const timeoutMs = z.number().int().positive().default(15_000);

const providerSchema = z.discriminatedUnion('type', [
  /** Our own engine. */
  z.strictObject({ type: z.literal('lifesign'), tokenSeconds: z.number().int().positive().default(120) }),
  z.strictObject({
    type: z.literal('iproov'),
    /** `https://{region}.rp.secure.iproov.me/api/v2` */
    baseUrl: httpUrl,
    apiKey: z.string().min(1),
    apiSecret: z.string().min(1),
    assuranceType: z.enum(['genuine_presence', 'liveness']).default('genuine_presence'),
    /** Names the deployment in the vendor's reports. */
    resource: z.string().min(1).default('lifesign'),
    oauthUsername: z.string().min(1),
    oauthPassword: z.string().min(1),
    timeoutMs,
  }),
  z.strictObject({
    type: z.literal('innovatrics'),
    baseUrl: httpUrl.default('https://dot.innovatrics.com/identity'),
    token: z.string().min(1),
    livenessType: z
      .enum(['PASSIVE_LIVENESS', 'MAGNIFEYE_LIVENESS', 'EYE_GAZE_LIVENESS', 'SMILE_LIVENESS'])
      .default('MAGNIFEYE_LIVENESS'),
    /** 0..1 */
    livenessThreshold: z.number().min(0).max(1).default(0.875),
    /** 0..1; the vendor's scale, apart from that of liveness. */
    matchThreshold: z.number().min(0).max(1).default(0.875),
    timeoutMs,
  }),
  /** Answers without judging, for integration tests of callers. */
  z.strictObject({ type: z.literal('mock') }),
]);

const userDetailsSchema = z.discriminatedUnion('type', [
  /** Liveness only, without a face match. */
  z.strictObject({ type: z.literal('none') }),
  /** Pictures that an administrator stores at this gateway. */
  z.strictObject({ type: z.literal('reference-images') }),
  z.strictObject({
    type: z.literal('user-data-store'),
    baseUrl: httpUrl,
    auth: outboundAuthSchema.default({ type: 'none' }),
    timeoutMs,
  }),
]);

const PASSWORD_ENCODERS = ['sha_256', 'bcrypt'] as const;
export type PasswordEncoder = (typeof PASSWORD_ENCODERS)[number];

const authSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('basic_http'),
    /** How passwords without a prefix are encoded. */
    defaultPasswordEncoder: z.enum(PASSWORD_ENCODERS).default('sha_256'),
    /** Beside those of the tables `lcp_user` and `lcp_authority`. */
    users: z
      .array(
        z.strictObject({
          username: z.string().min(1),
          /** `{SHA-256}…` or `{bcrypt}…`. */
          password: z.string().min(1),
          authorities: z.array(z.string().min(1)).default([]),
        }),
      )
      .default([]),
  }),
  z.strictObject({
    type: z.literal('oauth2'),
    issuerUri: z.url({ protocol: /^https?$/ }),
    /** Default: what the issuer's discovery document says. */
    jwksUri: z.url({ protocol: /^https?$/ }).optional(),
    /** One of them must be in `aud`; none: not checked. */
    audiences: z.array(z.string().min(1)).default([]),
    rolesClaimName: z.string().min(1).default('roles'),
  }),
]);

const NEEDS_PHOTOS: readonly string[] = ['iproov', 'innovatrics'];

const fieldsSchema = z.strictObject({
  contextPath: z
    .string()
    .regex(/^(\/[\w-]+)*$/, 'must begin with a slash and end without one, or be empty')
    .default('/liveness-check-proxy'),
  provider: providerSchema,
  userDetails: userDetailsSchema.default({ type: 'none' }),
  auth: authSchema.default({ type: 'basic_http', defaultPasswordEncoder: 'sha_256', users: [] }),
  /** The role that `/liveness/*` needs; without one these are open, as the product's are: keep them in a private network. */
  livenessRole: z.string().min(1).optional(),
  /** Whether verify answers the selfie. */
  includeSelfie: z.boolean().default(false),
  /** Origins of pages that may call `/liveness/*`; none by default. */
  allowedOrigins: z.array(z.string().min(1)).default([]),
});

export const lcpSchema = fieldsSchema.refine(
  ({ provider, userDetails }) => userDetails.type !== 'none' || !NEEDS_PHOTOS.includes(provider.type),
  { path: ['userDetails'], error: 'this provider compares with a picture, so userDetails must name a source' },
);

export type LcpConfig = z.infer<typeof lcpSchema>;
