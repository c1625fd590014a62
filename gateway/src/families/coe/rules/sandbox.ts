/**
 * Outcomes of a sandbox partner, chosen by the partner user id: what the table says, every time, without an engine.
 * Text after a colon is ignored (`sandbox-valid:42`), so that tests can use distinct users. Pure.
 */
import type { SupportedFlow } from 'lifesign/contract';
import { invalid, undecided, valid, type Verdict, type VerificationChecks } from './verdict.ts';

const VERSION = 'sandbox@1';
const LIVE = { result: true, version: VERSION };

const SCENARIOS = {
  'sandbox-valid': () => passed,
  'sandbox-not-live': () => notLive,
  'sandbox-retry-then-valid': (attempt) => (attempt === 1 ? notLive : passed),
  'sandbox-invalid-document': () => () => invalid('INVALID_DOCUMENT', {}, 'INVALID'),
  'sandbox-document-not-found': () => () => invalid('DOCUMENT_NOT_FOUND', {}, 'INVALID'),
  'sandbox-face-match-failed': () => matchFailed,
  'sandbox-reference-invalid': () => referenceInvalid,
  'sandbox-reference-not-found': () => (flow) =>
    flow === 'FACE_VERIFICATION' ? undecided('REFERENCE_IMAGE_NOT_FOUND') : passed(flow),
  'sandbox-error': () => () => undecided('VERIFICATION_FAILED'),
  'sandbox-slow': () => passed,
} as const satisfies Record<string, (attempt: number) => (flow: SupportedFlow) => Verdict>;

export type SandboxScenario = keyof typeof SCENARIOS;

export const SANDBOX_SCENARIOS = Object.keys(SCENARIOS) as readonly SandboxScenario[];

const SLOW_MS = 8000;

const isScenario = (value: string): value is SandboxScenario => Object.hasOwn(SCENARIOS, value);

/** Any user id that is not a scenario passes. */
const scenarioOf = (userId: string): SandboxScenario => {
  const name = userId.split(':', 1)[0] ?? '';
  return isScenario(name) ? name : 'sandbox-valid';
};

/** Milliseconds from the confirm until the verdict may be given. */
export const sandboxDelayMs = (userId: string): number => (scenarioOf(userId) === 'sandbox-slow' ? SLOW_MS : 0);

/** `attempt` counts from 1 within the partner session. */
export const sandboxVerdict = (userId: string, attempt: number, flow: SupportedFlow): Verdict =>
  SCENARIOS[scenarioOf(userId)](attempt)(flow);

const matchChecks = (result: boolean): VerificationChecks => ({
  liveness: LIVE,
  faceMatch: { score: result ? 0.92 : 0.21, result, version: VERSION },
  referenceImageValidation: { ktp: { verificationResult: true, verificationReasonCode: '' } },
});

const passed = (flow: SupportedFlow): Verdict =>
  valid(flow === 'FACE_VERIFICATION' ? matchChecks(true) : { liveness: LIVE });

const notLive = (): Verdict => invalid('NOT_LIVE', { liveness: { result: false, version: VERSION } }, 'REJECTED');

const matchFailed = (flow: SupportedFlow): Verdict =>
  flow === 'FACE_VERIFICATION' ? invalid('FACE_MATCH_FAILED', matchChecks(false), 'REJECTED') : passed(flow);

const referenceInvalid = (flow: SupportedFlow): Verdict =>
  flow === 'FACE_VERIFICATION'
    ? invalid(
        'REFERENCE_IMAGE_VALIDATION_FAILED',
        { referenceImageValidation: { ktp: { verificationResult: false, verificationReasonCode: 'NOT_EKTP' } } },
        'UPLOADED',
      )
    : passed(flow);
