/** The terms of a check that all families share: one person, one capture, one verdict. Pure. */

export const FAMILIES = ['coe', 'bpm', 'e-verify', 'lcp'] as const;
export type Family = (typeof FAMILIES)[number];

export const CHECK_STATES = [
  'live',
  'spoof',
  'uncertain',
  'mismatch',
  'unusable',
  'failed',
  /** A client's own claim, without a verdict of ours. */
  'unverified',
] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** Role of a picture in a check; the first two are those of a capture. */
export const CHECK_ROLES = ['SELFIE', 'ADDITIONAL_SELFIE', 'REFERENCE'] as const;
export type CheckRole = (typeof CHECK_ROLES)[number];
