import type { ReasonCode } from 'lifesign/contract';

/** What a person is told for each reason, and when no attempt is left. Rules for writers: what to do next, no blame. */
export type Words = Readonly<
  Record<ReasonCode | 'ATTEMPTS_EXHAUSTED', { readonly title: string; readonly message: string }>
>;
