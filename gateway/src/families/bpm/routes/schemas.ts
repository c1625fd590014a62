/** Bodies and answers of the commands (contracts 7). A null counts as absent, because many serialisers write absent fields so. */
import { z } from '@hono/zod-openapi';
import { TINT_NAMES, UPLOAD } from 'lifesign/contract';
import { CHALLENGES } from '../../../check/challenges.ts';
import { MAX_EVIDENCE_LENGTH } from '../../../check/evidence.ts';
import { framesSchema, MAX_FRAMES_BYTES } from '../../../check/frames.ts';
import { longText } from '../../../http/long.ts';
import { cursorSchema, keyParts, NEXT_CURSOR_HEADER } from '../../../http/cursor.ts';
import { text } from '../../../http/text.ts';

const MAX_BASE64 = Math.ceil(UPLOAD.maxBytes / 3) * 4;

/** Longest body of a record, bytes. */
export const MAX_RECORD_BYTES = 2 * MAX_BASE64 + MAX_FRAMES_BYTES + MAX_EVIDENCE_LENGTH + 16_384;

export const sessionIdSchema = text(200).min(1);

/** May be absent, null, or empty, as forms send fields that were not filled in. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullish()).optional();

/** `performance.now()` has fractions. */
const milliseconds = z.number().nonnegative().max(Number.MAX_SAFE_INTEGER).overwrite(Math.round);

const metrics = {
  verificationResult: z.boolean().nullish(),
  sessionDuration: milliseconds.nullish().openapi({ description: 'Milliseconds' }),
  lightingValue: z.number().min(0).max(1).nullish(),
};

const challenges = z.array(text(64)).max(32).nullish();

/** Dates that JavaScript and PostgreSQL both hold: the latter knows no year 0, and an offset can lead there or past 9999. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

const completedAt = z.iso
  .datetime({ offset: true, local: true })
  .overwrite((value) => (/(?:Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`))
  .refine((value) => Date.parse(value) >= EARLIEST && Date.parse(value) <= LATEST)
  .openapi({ description: 'UTC where it has no offset; answered as no later than the record itself' });

const picture = z.string().max(MAX_BASE64 + 64);

export const recordSchema = z
  .object({
    sessionId: sessionIdSchema.openapi({ example: 'sdk-session-abc123' }),
    isSuccessful: z.boolean(),
    imageBase64: optional(picture).openapi({ description: 'JPEG or PNG, with or without a data URI prefix' }),
    additionalImageBase64: optional(picture).openapi({ description: 'Ours: the second picture of the same capture' }),
    imagePath: optional(text(1024)).openapi({ description: 'Kept as text; never opened' }),
    metadata: z
      .object({
        ...metrics,
        timestamp: milliseconds.nullish().openapi({ description: 'Milliseconds since the epoch' }),
        completedAt: optional(completedAt),
        challengeCount: z.number().int().min(0).max(1000).nullish(),
        completedChallenges: challenges,
        challenges,
        finalCapture: z.object(metrics).nullish(),
        evidence: optional(z.string().max(MAX_EVIDENCE_LENGTH)).openapi({
          description: 'Ours: compact JWS (ES256) by the key of the session',
        }),
        moments: framesSchema.nullish().openapi({
          description: 'Ours: base64 of the small frames that the evidence names',
        }),
      })
      .nullish(),
    imageMetadata: z.object(metrics).nullish(),
  })
  .openapi('BpmLivenessRecord');

export type RecordBody = z.infer<typeof recordSchema>;

export const startSchema = z
  .object({ sessionId: optional(sessionIdSchema), publicKey: optional(z.string().max(512)) })
  .openapi('BpmStartSession');

/** An id in a body, as a number or as its digits. */
const longSchema = z.union([z.number().int(), z.string()]).transform((value, context): string => {
  const long = longText(value);
  if (long === null) {
    context.addIssue({ code: 'custom', message: 'not a positive long' });
    return z.NEVER;
  }
  return long;
});

export const userSchema = z.object({ userId: longSchema.openapi({ example: 1234 }) });

export const lookSchema = z.object({ id: keyParts.number.openapi({ example: 43 }) });

export const listSchema = z.object({
  preRegistrationId: optional(longSchema),
  selfServiceUserId: optional(longSchema),
  sessionId: optional(sessionIdSchema),
  pageNumber: z.number().int().min(1).max(1_000_000).nullish(),
  pageSize: z.number().int().min(1).max(100).nullish(),
  cursor: optional(cursorSchema(z.tuple([keyParts.number]))).openapi({
    type: 'string',
    description: `Ours: the header \`${NEXT_CURSOR_HEADER}\` of the page before; takes the place of pageNumber`,
  }),
});

const recorded = z.object({
  id: z.number().int(),
  sessionId: z.string(),
  isSuccessful: z.boolean(),
  verificationResult: z.boolean().nullable(),
  challengeCount: z.number().int().nullable(),
  completedAt: z.string().nullable(),
  createdAt: z.string(),
});

const check = z.object({
  Id: z.number().int(),
  SessionId: z.string(),
  IsSuccessful: z.boolean(),
  VerificationResult: z.boolean().nullable(),
  SessionDuration: z.number().nullable(),
  LightingValue: z.number().nullable(),
  ChallengeCount: z.number().int().nullable(),
  CompletedChallenges: z.array(z.string()),
  FinalCaptureVerificationResult: z.boolean().nullable(),
  HasImage: z.boolean(),
  ImagePath: z.string().nullable(),
  ImageVerificationResult: z.boolean().nullable(),
  CompletedAt: z.string().nullable(),
  CreatedAt: z.string(),
  DeviceInfo: z.string().nullable(),
  ClientIp: z.string().nullable(),
});

const long = z.number().int().openapi({ format: 'int64' });

const listed = check.extend({ SelfServiceUserId: long, PreRegistrationId: long.nullable() });
const shown = { ImageBase64: z.string().nullable() };

const name = z.string().nullable();

export const DATA = {
  started: z.object({
    sessionId: z.string(),
    nonce: z.string(),
    expiresAt: z.string(),
    deviceVerdict: z.enum(['enforce', 'report']),
    challenges: z.array(z.enum(CHALLENGES)),
    isPassiveAllowed: z.boolean(),
    moments: z
      .array(z.number().min(0).max(1))
      .optional()
      .openapi({ description: 'Shares of the hold of which the record is to have small frames' }),
    light: z
      .array(z.enum(TINT_NAMES))
      .optional()
      .openapi({ description: 'Tints that the screen is to take during the hold, in this order' }),
  }),
  recorded,
  status: z.object({
    HasCompletedLivenessCheck: z.boolean(),
    LivenessCheckDate: z.string().nullable(),
    SessionId: z.string().nullable(),
  }),
  user: z.object({
    UserId: long,
    EmailAddress: name,
    UserId2: name,
    FirstName: name,
    LastName: name,
    MiddleName: name,
    DisplayName: name,
    HasCompletedLivenessCheck: z.boolean(),
    LivenessCheck: check.extend(shown).nullable(),
  }),
  record: listed.extend(shown),
  list: z.object({
    Items: z.array(listed),
    PageNumber: z.number().int(),
    PageSize: z.number().int(),
    TotalCount: z.number().int(),
    TotalPages: z.number().int(),
  }),
};
