/** The definition of a kind of job: payload, retries and concurrency. */
import { z } from 'zod';

export const slotsSchema = z
  .strictObject({
    /** Jobs of the queue at once, in this process. */
    all: z.number().int().min(1).max(200),
    /** How many of them one partner may hold; absent: all. */
    perPartner: z.number().int().min(1).optional(),
  })
  .refine(({ all, perPartner = all }) => perPartner <= all, { path: ['perPartner'], error: 'is more than all' });

export type Slots = Readonly<z.infer<typeof slotsSchema>>;

export interface JobDefinition<Data extends object = object> {
  readonly data: z.ZodType<Data>;
  /** Options of the queue, with the names of pg-boss. */
  readonly queue: {
    readonly retryLimit: number;
    readonly retryDelay: number;
    readonly retryBackoff?: boolean;
    readonly retryDelayMax?: number;
    readonly expireInSeconds?: number;
    readonly heartbeatSeconds?: number;
    /** The job that replaces it when every try has failed; defined before it. */
    readonly deadLetter?: string;
  };
  /** `engineThreads`: verifications that the engine makes at once. */
  readonly slots: (engineThreads: number) => Slots;
  /** Cron expression of a job that is scheduled rather than enqueued. */
  readonly schedule?: string;
}

export type JobDefinitions = Readonly<Record<string, JobDefinition>>;

export type JobName<Definitions> = keyof Definitions & string;

export type JobData<Definitions, Name extends keyof Definitions> =
  Definitions[Name] extends JobDefinition<infer Data> ? Data : never;

export type JobHandlers<Definitions> = {
  readonly [Name in JobName<Definitions>]: (data: JobData<Definitions, Name>, signal: AbortSignal) => Promise<void>;
};
