/** Why a request is refused, in terms of the domain. Each family maps it to its own code. */
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

  constructor(reason: RefusalReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}
