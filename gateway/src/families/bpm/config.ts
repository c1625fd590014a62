/** The BPM self-service family's part of the configuration: the token issuer, and the meaning of claims. */
import { z } from 'zod';

const claim = z.string().min(1);

export const bpmSchema = z
  .strictObject({
    /** `iss` of the bearer tokens; also names the family's chain in the audit trail. */
    issuer: z.string().min(1).max(200),
    /** `aud`; not checked when absent, which the log warns about at each start. */
    audience: z.string().min(1).optional(),
    /** Where the issuer publishes its keys. This or `secret`. */
    jwksUrl: z.url({ protocol: /^https?$/ }).optional(),
    /** Shared secret of HS256 tokens, at least 32 characters. */
    secret: z.string().min(32).optional(),
    rolesClaim: claim.default('roles'),
    customerRole: claim.default('customer'),
    adminRole: claim.default('admin'),
    /** Holds `SelfServiceUser.Id`, a positive whole number. */
    userIdClaim: claim.default('sub'),
    preRegistrationIdClaim: claim.default('pre_registration_id'),
    /** Claims for the fields of `GetUserLivenessCheckQuery`. */
    profileClaims: z
      .strictObject({
        emailAddress: claim.default('email'),
        userId2: claim.default('user_id2'),
        firstName: claim.default('given_name'),
        lastName: claim.default('family_name'),
        middleName: claim.default('middle_name'),
        displayName: claim.default('name'),
      })
      .prefault({}),
    /** From the start of a session to the end of its capture. */
    sessionSeconds: z.number().int().positive().default(600),
    /**
     * How a record without signed evidence of a second of frames counts. `required`: not at all; a picture alone may be of a
     * screen or a print. `preferred`: against the threshold for an uncertain device. `optional`: as with evidence.
     */
    evidence: z.enum(['required', 'preferred', 'optional']).default('required'),
    /** Whether a record under a session that the gateway did not begin is judged, for clients that know only the five commands. */
    withoutSession: z.enum(['unverified', 'judged']).default('unverified'),
    /** Whether the header `x-lifesign-reason` tells the client why a record did not pass. */
    reasons: z.boolean().default(false),
    /** Fixed outcomes by session id instead of the engine's, with reasons; for tests. */
    sandbox: z.boolean().default(false),
    /** Origins of pages that may call the commands; `*` for any. */
    allowedOrigins: z.array(z.string().min(1)).default(['*']),
  })
  .refine(({ jwksUrl, secret }) => (jwksUrl === undefined) !== (secret === undefined), 'one of jwksUrl and secret')
  .refine(({ evidence, withoutSession }) => evidence !== 'required' || withoutSession === 'unverified', {
    path: ['withoutSession'],
    error: 'nothing can be signed without a session: evidence must be preferred or optional',
  });

export type BpmConfig = z.infer<typeof bpmSchema>;
