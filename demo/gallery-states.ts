/** A state of the flow for every screen. */
import { TINT_NAMES, type ChallengeName } from '../src/contract/index.ts';
import { LifesignError } from '../src/errors.ts';
import type { ErrorCode } from '../src/errors.ts';
import { cancelledResult, errorResult } from '../src/flow/result.ts';
import { framing } from '../src/flow/step.ts';
import type { FlowKind, HandoffStage, LaunchContext, State, StateOf } from '../src/flow/state.ts';

const contextOf = (flow: FlowKind): LaunchContext => ({
  flow,
  correlationId: 'gallery',
  attempt: 1,
  attemptsLeft: 2,
  engineReady: true,
  engineShare: 1,
  cameraOpen: true,
  isMirrored: true,
  supported: true,
  recoveries: 0,
  asksChallenges: false,
  prefersPassive: false,
  mayHandOff: false,
  isHandedOver: false,
  challenges: null,
  screenLight: 'ready',
  mayTint: true,
  light: [],
  secondLooks: 0,
  isHidden: false,
  isTimeShort: false,
});

const errorOf = (code: ErrorCode, detail?: string) =>
  new LifesignError(code, 'Gallery', detail === undefined ? {} : { detail }).toJSON();

export const galleryStates = (flow: FlowKind = 'liveness'): Readonly<Record<string, State>> => {
  const context = contextOf(flow);
  const failed = (code: ErrorCode): State => {
    const error = errorOf(code);
    return { phase: 'failed', context, error, result: errorResult('gallery', error) };
  };
  const blocked = (code: ErrorCode, detail?: string): State => ({
    phase: 'blocked',
    context,
    error: errorOf(code, detail),
    help: code === 'capture-timeout' ? 'SELFIE_TIMEOUT' : 'CAMERA_ISSUE',
    resume: 'capture',
  });
  const challenge = (
    name: ChallengeName,
    changes: Partial<StateOf<'challenge'>> = {},
    isPassiveAllowed = false,
  ): State => ({
    phase: 'challenge',
    context: {
      ...context,
      challenges: {
        asked: ['SMILE', name, 'NOD'],
        isPassiveAllowed,
        isPassive: false,
        completed: [{ name: 'SMILE', atMs: 1200 }],
        since: 0,
        seenAt: 1200,
      },
    },
    name,
    stage: 'waiting',
    issue: null,
    since: 1200,
    timeLeft: 0.7,
    isCoached: false,
    tries: 1,
    ...changes,
  });
  const handoff = (stage: HandoffStage): State => ({
    phase: 'handoff',
    context: { ...context, mayHandOff: true },
    stage,
    link:
      stage === 'waiting' || stage === 'opened'
        ? { id: 'gallery', address: `https://bank.example/phone#/handoff-v1?code=${'A1b2'.repeat(10)}c3d&language=en` }
        : null,
  });
  const retry = (reason: string): State => ({ phase: 'retry', context, reason, messages: [] });
  const exhausted = (code: ErrorCode, detail: string): State => {
    const error = errorOf(code, detail);
    return {
      phase: 'exhausted',
      context,
      help: code === 'attempts-exhausted' ? 'VERIFICATION_EXHAUSTED' : 'VERIFICATION_FAILED',
      messages: [],
      error,
      result: errorResult('gallery', error),
    };
  };
  return {
    'checking': { phase: 'checking', context },
    'intro': { phase: 'intro', context },
    'intro-phone': { phase: 'intro', context: { ...context, mayHandOff: true } },
    'handoff-making': handoff('making'),
    'handoff-waiting': handoff('waiting'),
    'handoff-opened': handoff('opened'),
    'handoff-expired': handoff('expired'),
    'handoff-left': handoff('left'),
    'handoff-unmade': handoff('unmade'),
    'preparing-camera': { phase: 'preparing', context, waitingFor: 'camera' },
    'preparing-engine': { phase: 'preparing', context: { ...context, engineShare: 0.4 }, waitingFor: 'engine' },
    'framing-far': framing(context, 'too-far'),
    'framing-left': framing(context, 'move-left'),
    'framing-bright': framing(context, 'too-bright'),
    'framing-lit': { ...framing(context, 'too-dark'), context: { ...context, screenLight: 'lit' } },
    'framing-tinted': { ...framing(context, 'hold'), context: { ...context, light: TINT_NAMES } },
    'holding': { phase: 'holding', context, since: 0, progress: 0.6, lastGoodAt: 0, lit: 0 },
    'challenge-blink': challenge('BLINK'),
    'challenge-smile': challenge('SMILE', {}, true),
    'challenge-left': challenge('TURN_LEFT', { isCoached: true, timeLeft: 0.4 }),
    'challenge-right': challenge('TURN_RIGHT', { stage: 'other-way', isCoached: true, timeLeft: 0.3 }, true),
    'challenge-nod': challenge('NOD', { stage: 'begun' }),
    'challenge-learning': challenge('BLINK', { stage: 'learning', since: null, timeLeft: 1 }),
    'capturing': { phase: 'capturing', context },
    'submitting': { phase: 'submitting', context, progress: 0.4 },
    'processing': {
      phase: 'processing',
      context,
      submissionId: 'gallery',
      since: 0,
      messages: [],
      polls: 0,
      trouble: null,
    },
    'paused': { phase: 'paused', context, cause: 'camera' },
    'retry-not-live': retry('NOT_LIVE'),
    'retry-device': retry('DEVICE_SPOOF'),
    'retry-unclear': retry('INVALID_DOCUMENT'),
    'blocked-user': blocked('permission-user'),
    'blocked-system': blocked('permission-system'),
    'blocked-in-use': blocked('camera-in-use'),
    'blocked-none': blocked('camera-none'),
    'blocked-small': blocked('camera-too-small'),
    'blocked-assets': blocked('asset-load-failed'),
    'blocked-none-phone': { ...blocked('camera-none'), context: { ...context, mayHandOff: true } },
    'blocked-timeout': blocked('capture-timeout'),
    'blocked-challenge': blocked('challenge-timeout', 'TURN_LEFT'),
    'blocked-far': blocked('capture-timeout', 'too-far'),
    'blocked-offline': blocked('network-offline'),
    'exhausted-browser': exhausted('unsupported-browser', ''),
    'exhausted-network': exhausted('network-failed', ''),
    'exhausted': exhausted('attempts-exhausted', 'NOT_LIVE'),
    'exhausted-attempts': exhausted('too-many-attempts', 'TOO_MANY_ATTEMPTS'),
    'exhausted-reference': exhausted('verification-failed', 'REFERENCE_IMAGE_NOT_FOUND'),
    'done': {
      phase: 'done',
      context,
      passed: true,
      result: { correlationId: 'gallery', status: 'COMPLETED', submissionId: 'gallery' },
    },
    'done-phone': {
      phase: 'done',
      context: { ...context, isHandedOver: true },
      passed: true,
      result: { correlationId: 'gallery', status: 'COMPLETED', submissionId: 'gallery' },
    },
    'cancelled': { phase: 'cancelled', context, result: cancelledResult('gallery', null) },
    'failed-network': failed('network-failed'),
    'failed-internal': failed('internal'),
  };
};
