/** Fixed outcomes, to see each without a real capture: by sandbox account, test key or mock provider. */

export const OUTCOMES = {
  'coe': [
    ['sandbox-valid', 'Passes'],
    ['sandbox-retry-then-valid', 'Not live, then passes'],
    ['sandbox-not-live', 'Not live, every time'],
    ['sandbox-face-match-failed', 'Another person'],
    ['sandbox-reference-invalid', 'Reference picture refused'],
    ['sandbox-reference-not-found', 'No reference picture'],
    ['sandbox-invalid-document', 'Selfie not usable'],
    ['sandbox-document-not-found', 'Selfie missing'],
    ['sandbox-error', 'No verdict'],
    ['sandbox-slow', 'Passes, slowly'],
  ],
  'e-verify': [
    ['test-live', 'Live'],
    ['test-spoof', 'Presentation attack'],
    ['test-unusable', 'Neither: capture not usable'],
    ['test-failed', 'No verdict'],
  ],
  'lcp': [
    ['mock-accepted', 'ACCEPTED'],
    ['mock-rejected', 'REJECTED'],
    ['mock-initiation-error', 'INITIATION_ERROR'],
    ['mock-verification-error', 'VERIFICATION_ERROR'],
    ['mock-remote-error', 'ERROR_REMOTE'],
  ],
} as const;
