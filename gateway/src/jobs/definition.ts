/** The definition of a kind of job: payload, retries and concurrency. */
import type { z } from 'zod';

export interface Slots {
  /** Jobs of the queue at once, in this process. */
  readonly all: number;
  /** How many of them one partner may hold; absent: all. */
  readonly perPartner?: number;
}

export interface JobDefinition<Data extends object = object> {
  readonly data: z.ZodType<Data>;
  /** As pg-boss names them. */
  readonly queue: {
    readonly retryLimit: number;
    readonly retryDelay: number;
    readonly retryBackoff?: boolean;
    readonly retryDelayMax?: number;
    readonly expireInSeconds?: number;
    readonly heartbeatSeconds?: number;
    /** The job that it becomes when every try failed; defined before it. */
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
