/** Why a request cannot be granted, in words of the domain. A route family turns each into its own code. */
export type RefusalReason =
  | 'forbidden'
  | 'submission-missing'
  | 'submission-type'
  | 'state-conflict'
  | 'attempts-exhausted'
  | 'session-duplicate'
  | 'evidence'
  | 'artifact';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;
  /** For the log: which check it was. Never sent to the caller. */
  readonly detail: string;
  /** The caller's own submission that is in the way, which may be told; null when it is about none. */
  readonly submissionId: string | null;

  constructor(reason: RefusalReason, detail: string, submissionId: string | null = null) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
    this.submissionId = submissionId;
  }
}
