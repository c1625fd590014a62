/** The configuration of checks: thresholds, attempts, lifetimes and retention. */
import { DOCUMENT_TYPES } from 'lifesign/contract';
import { z } from 'zod';
import { DRAWN_POLICIES } from './drawn.ts';
import { DOUBTED_LIVENESS_THRESHOLD } from './trust.ts';
import { velocitySchema } from './velocity-config.ts';

const seconds = z.number().int().positive();
const score = z.number().min(0).max(1);

export const policySchema = z.strictObject({
  /** Attempts per partner session, counted at confirm. */
  maxAttempts: z.number().int().min(1).max(20).default(3),
  partnerTokenSeconds: seconds.default(3600),
  userTokenSeconds: seconds.default(900),
  /** A hand-off link must be opened within this time. 0: no hand-off. */
  handoffSeconds: z.number().int().nonnegative().max(3600).default(300),
  /** Lifetime of upload URLs and of the nonce issued with them. */
  uploadUrlSeconds: seconds.default(600),
  /** Lifetime of image URLs in result details and callbacks; five days. */
  imageUrlSeconds: seconds.default(432_000),
  /** Images are erased this long after their submission or check was made; verdicts stay. */
  imageRetentionDays: z.number().positive().default(30),
  /**
   * For this long, a picture of a check, or a copy of it, does not pass in another check of any person; 0 turns this off.
   * Copies are recognised only while pictures are kept, identical bytes for the whole time.
   */
  imageReuseDays: z.number().nonnegative().default(90),
  /** 0..1; the engine's own default when absent. */
  livenessThreshold: score.optional(),
  /** 0..1; the threshold where the device was uncertain. Never below `livenessThreshold`. */
  doubtedLivenessThreshold: score.default(DOUBTED_LIVENESS_THRESHOLD),
  /** 0..1; the engine's own default when absent. */
  matchThreshold: score.optional(),
  /** `enforce`: a spoof verdict on the device ends the attempt before any upload; `report`: it is only recorded. */
  deviceVerdict: z.enum(['enforce', 'report']).default('enforce'),
  /**
   * `judge`: signs of an injected stream raise the threshold for the pictures and the risk level; `report`: only the risk
   * level, for deployments whose users or tests have virtual cameras.
   */
  injectionSignals: z.enum(['judge', 'report']).default('judge'),
  /** Attempts over all sessions of one user, from one address and by one launch key. */
  velocity: velocitySchema.default(() => velocitySchema.parse({})),
  /**
   * Small frames of moments that the session draws. `when-offered`: frames that are sent are judged too, as by our SDK;
   * `required`: evidence without them is refused, for when no page has an older SDK; `off`: no frames are requested.
   */
  moments: z.enum(DRAWN_POLICIES).default('when-offered'),
  /**
   * Tints of the screen in an order that the session draws, and what the face reflects of them. `when-offered`: who shows them is
   * judged by it as well; `required`: evidence without them is refused, that of people with reduced motion too.
   */
  light: z.enum(DRAWN_POLICIES).default('off'),
  retryOnFaceMatchFailed: z.boolean().default(false),
  /** What must have been uploaded at confirm. */
  requiredDocuments: z.array(z.enum(DOCUMENT_TYPES)).min(1).default(['SELFIE']),
});

export type Policy = z.infer<typeof policySchema>;

/** Some of a policy's fields, without defaults: a default would replace the general policy's value. */
export const policyOverridesSchema = z.record(z.string(), z.unknown()).superRefine((overrides, context) => {
  const { error } = policySchema.partial().safeParse(overrides);
  error?.issues.forEach((issue) => context.addIssue({ ...issue, code: 'custom' }));
});

/** The general policy with some fields of a partner's, those of `velocity` one by one. */
export const policyWith = (general: Policy, overrides: z.infer<typeof policyOverridesSchema>): Policy => {
  const velocity = z.record(z.string(), z.unknown()).default({}).parse(overrides['velocity']);
  return policySchema.parse({ ...general, ...overrides, velocity: { ...general.velocity, ...velocity } });
};
