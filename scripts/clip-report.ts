/** The report of the clip command about one launch, and how it is computed. */
import type { DocumentVerificationResult } from 'lifesign/contract';
import type { RecordedEvent } from '../e2e/harness/launch.ts';
import type { LongTask } from '../e2e/harness/long-tasks.ts';
import { longestBetween } from '../e2e/harness/long-tasks.ts';

export interface DeviceDecision {
  readonly verdict: string;
  /** 0..1, higher is more likely bona fide. */
  readonly score: number;
  readonly signals: Readonly<Record<string, number>>;
  readonly frames: number;
  readonly windowMs: number;
}

export interface ClipReport {
  readonly clip: string;
  readonly flow: string;
  readonly partner: string;
  /** The device's verdict of the last attempt; null when nothing was captured. */
  readonly verdict: string | null;
  readonly score: number | null;
  /** Signals by name behind the verdict. */
  readonly evidence: Readonly<Record<string, number>> | null;
  /** Every attempt's decision on the device. */
  readonly attempts: readonly DeviceDecision[];
  /** What the page's callback got. */
  readonly result: DocumentVerificationResult;
  /** What the gateway answers the partner; null when there is no submission. */
  readonly gateway: { readonly status: string; readonly result: string | null; readonly reasonCode: string } | null;
  /** The gateway's own checks: liveness, face match, reference image. */
  readonly checks: unknown;
  /** Phases in the order in which they were entered; `ms` since the launch began. */
  readonly phases: readonly { readonly name: string; readonly ms: number }[];
  /** Milliseconds from the first frame to the selfie; null when none was taken. */
  readonly captureMs: number | null;
  /** Analysed frames a second; null when no frame was analysed. */
  readonly fps: number | null;
  /** Longest task of the page's thread while capturing; 0: none over 50 ms. */
  readonly longestTaskMs: number;
  /** Requests by origin. */
  readonly requests: Readonly<Record<string, number>>;
  readonly camera: Readonly<Record<string, unknown>> | null;
  readonly engine: Readonly<Record<string, unknown>> | null;
}

export interface Seen {
  readonly clip: string;
  readonly flow: string;
  readonly partner: string;
  readonly events: readonly RecordedEvent[];
  readonly result: DocumentVerificationResult;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly tasks: readonly LongTask[];
  readonly requests: ReadonlyMap<string, number>;
}

const CAPTURING = new Set(['framing', 'holding', 'capturing']);

/** Spans on the page's clock in which frames were analysed. */
const captureSpans = (phases: readonly RecordedEvent[]): { readonly from: number; readonly to: number }[] =>
  phases.flatMap((event, index) =>
    CAPTURING.has(String(event['phase'])) ? [{ from: event.now, to: phases[index + 1]?.now ?? Infinity }] : [],
  );

const withoutKind = ({ type: _type, at: _at, now: _now, ...facts }: RecordedEvent): Record<string, unknown> => facts;

const decisionOf = (event: RecordedEvent): DeviceDecision => ({
  verdict: String(event['verdict']),
  score: Number(event['score']),
  signals: event['signals'] as Record<string, number>,
  frames: Number(event['frames']),
  windowMs: Number(event['windowMs']),
});

const gatewayOf = (details: Readonly<Record<string, unknown>> | null): ClipReport['gateway'] =>
  details === null
    ? null
    : {
        status: String(details['status']),
        result: typeof details['result'] === 'string' ? details['result'] : null,
        reasonCode: typeof details['reasonCode'] === 'string' ? details['reasonCode'] : '',
      };

const checksOf = (details: Readonly<Record<string, unknown>> | null): unknown => {
  const submission = details?.['submissionDetails'];
  return typeof submission === 'object' && submission !== null && 'verificationResults' in submission
    ? submission.verificationResults
    : null;
};

export const reportOf = (seen: Seen): ClipReport => {
  const { events, details } = seen;
  const ofType = (type: string): readonly RecordedEvent[] => events.filter((event) => event.type === type);
  const phases = ofType('phase');
  const attempts = ofType('verdict').map(decisionOf);
  const last = attempts.at(-1);
  const firstFrame = phases.find(({ phase }) => phase === 'framing');
  const selfie = phases.find(({ phase }) => phase === 'submitting');
  const frames = ofType('frames').map((event) => Number(event['fps']));
  const camera = ofType('camera').at(-1);
  const engine = ofType('engine').at(-1);
  return {
    clip: seen.clip,
    flow: seen.flow,
    partner: seen.partner,
    verdict: last?.verdict ?? null,
    score: last?.score ?? null,
    evidence: last?.signals ?? null,
    attempts,
    result: seen.result,
    gateway: gatewayOf(details),
    checks: checksOf(details),
    phases: phases.map((event) => ({ name: String(event['phase']), ms: event.at })),
    captureMs: firstFrame === undefined || selfie === undefined ? null : selfie.at - firstFrame.at,
    fps: frames.at(-1) ?? null,
    longestTaskMs: Math.max(0, ...captureSpans(phases).map(({ from, to }) => longestBetween(seen.tasks, from, to))),
    requests: Object.fromEntries(seen.requests),
    camera: camera === undefined ? null : withoutKind(camera),
    engine: engine === undefined ? null : withoutKind(engine),
  };
};
