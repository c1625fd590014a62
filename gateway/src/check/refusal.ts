import { UPLOAD } from 'lifesign/contract';

/** Reasons to refuse a request, in terms of the domain. Each family's routes map them to its own codes. */
export type RefusalReason =
  | 'forbidden'
  | 'submission-missing'
  | 'submission-type'
  | 'state-conflict'
  | 'attempts-exhausted'
  /** Too many attempts over all sessions. */
  | 'velocity'
  | 'session-duplicate'
  | 'evidence'
  | 'artifact';

/** What is wrong with a picture; callers get this code. */
export type ArtifactFault =
  /** Not a complete JPEG or PNG: truncated, broken, or another format. */
  | 'unreadable'
  /** A side has too few pixels. */
  | 'too-small'
  | 'too-many-bytes'
  | 'missing'
  /** Other bytes than those that were signed. */
  | 'not-signed';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;
  /** Null but for `artifact`. */
  readonly fault: ArtifactFault | null;
  /** For the log: which check it was. Never sent to the caller. */
  readonly detail: string;
  /** The caller's own submission that conflicts, which may be named to them; null otherwise. */
  readonly submissionId: string | null;

  constructor(
    reason: RefusalReason,
    detail: string,
    {
      fault = null,
      submissionId = null,
    }: { readonly fault?: ArtifactFault | null; readonly submissionId?: string | null } = {},
  ) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.fault = fault;
    this.detail = detail;
    this.submissionId = submissionId;
  }
}

const FAULTS: Readonly<Record<ArtifactFault, string>> = {
  'unreadable': 'A picture is not a whole JPEG or PNG.',
  'too-small': `A picture has a side of fewer than ${UPLOAD.minSidePx} pixels.`,
  'too-many-bytes': `A picture has more than ${UPLOAD.maxBytes} bytes.`,
  'missing': 'A picture is missing.',
  'not-signed': 'A picture is not the one that was signed.',
};

/** Messages about a refused picture. */
export const faultMessage = ({ fault }: Refusal): string | null => (fault === null ? null : FAULTS[fault]);
