/** The e-verify family's part of the configuration. */
import { z } from 'zod';

export const E_VERIFY_PRODUCTS = ['liveness', 'face-match'] as const;
export type EVerifyProduct = (typeof E_VERIFY_PRODUCTS)[number];

const keySchema = z.strictObject({
  /** Who calls; sessions belong to the account, so that a key can be replaced. */
  account: z.string().normalize('NFC').min(1).max(200),
  /** Lower-case hex SHA-256 of a whole `ev_live_…` or `ev_test_…` key. */
  keySha256: z.string().regex(/^[0-9a-f]{64}$/),
  products: z
    .array(z.enum(E_VERIFY_PRODUCTS))
    .min(1)
    .default([...E_VERIFY_PRODUCTS]),
});

const percent = z.number().min(0).max(100);

const providerSchema = z.discriminatedUnion('type', [
  /** Our own engine and the SDK's capture. */
  z.strictObject({ type: z.literal('lifesign') }),
  z.strictObject({
    type: z.literal('rekognition'),
    region: z.string().min(1),
    /** Replaces the region's endpoint, for a private one. */
    endpoint: z.url({ protocol: /^https?$/ }).optional(),
    /** Confidence from which a person counts as live. */
    livenessThreshold: percent.default(80),
    /** Confidence below which an attack counts as evident; between the two it is neither. */
    spoofThreshold: percent.default(40),
  }),
]);

export const eVerifySchema = z.strictObject({
  provider: providerSchema.default({ type: 'lifesign' }),
  /** Keys beside those of the database, for deployments that are described by their files. */
  keys: z.array(keySchema).default([]),
  /** Lifetime of a session until its capture begins. */
  sessionSeconds: z.number().int().positive().default(180),
  /** Results are readable, and kept, for this long. */
  resultDays: z.number().positive().default(30),
  /** Origins of pages that may capture; `*` for any. */
  allowedOrigins: z.array(z.string().min(1)).default(['*']),
  imageUrls: z
    .strictObject({
      timeoutMs: z.number().int().positive().default(5000),
      /** `host:port` pairs that may be private and may use plain http. */
      allowHosts: z.array(z.string().min(1)).default([]),
    })
    .default({ timeoutMs: 5000, allowHosts: [] }),
});

export type EVerifyConfig = z.infer<typeof eVerifySchema>;
