/** `pictures` of the configuration: where new ones are kept, and the S3 store. */
import { z } from 'zod';

export const picturesSchema = z
  .strictObject({
    /** Place of new pictures; stored ones are read from where they are. */
    keptIn: z.enum(['database', 's3']).default('database'),
    s3: z
      .strictObject({
        bucket: z.string().min(3).max(63),
        /** In front of every object's name. */
        prefix: z
          .string()
          .regex(/^([\w.-]+\/)*$/, 'must be empty or end with /')
          .default(''),
        region: z.string().min(1).default('us-east-1'),
        /** Of a server other than Amazon's. */
        endpoint: z.url({ protocol: /^https?$/ }).optional(),
        /** Whether the bucket is a part of the path. Default: with an endpoint of your own. */
        pathStyle: z.boolean().optional(),
        /** Without both: those of the environment, of a profile or of the machine, as Amazon's SDK finds them. */
        accessKeyId: z.string().min(1).optional(),
        secretAccessKey: z.string().min(1).optional(),
        /** Of one try; there are three. */
        timeoutMs: z.number().int().min(100).max(60_000).default(5000),
      })
      .refine((s3) => (s3.accessKeyId === undefined) === (s3.secretAccessKey === undefined), {
        path: ['secretAccessKey'],
        error: 'accessKeyId and secretAccessKey go together',
      })
      .optional(),
  })
  .refine(({ keptIn, s3 }) => keptIn === 'database' || s3 !== undefined, {
    path: ['s3'],
    error: 'is missing: which bucket?',
  });

export type PicturesConfig = z.infer<typeof picturesSchema>;
export type S3Config = NonNullable<PicturesConfig['s3']>;
