/** `lifesign`: the public surface. Importing it has no side effects, also on a server; heavy parts load on demand. */
import type { DocumentVerificationResult } from './contract/index.ts';
import { launch } from './launch.ts';
import type { ResultCallback } from './launch.ts';
import type { HandedLaunchConfig } from './launch-handed.ts';
import type { LaunchConfig } from './ui/config.ts';

/**
 * Checks that a live person is in front of the camera.
 * Resolves with the result of the launch, after `resultCallback` was called with it. Rejects only with a
 * `TypeError`, when the config is wrong or another launch is still open; there is then no launch and no callback. A launch
 * that was aborted does not count as open: the next one begins when it has ended.
 */
export const launchSelfieLiveness = (
  config: LaunchConfig,
  resultCallback?: ResultCallback,
): Promise<DocumentVerificationResult> => launch('liveness', config, resultCallback);

/** The same, and the gateway compares the selfie with the reference image that the partner's backend serves. */
export const launchSelfieVerification = (
  config: LaunchConfig,
  resultCallback?: ResultCallback,
): Promise<DocumentVerificationResult> => launch('verification', config, resultCallback);

/**
 * For the page that a phone opens by the QR code of a computer (`handoff.pageUrl`): opens the launch by the link in the
 * page's address and continues it. Like the other two, but the last screen stays, and the correlation id is that of
 * the computer's launch; empty when the link did not open one.
 */
export const launchFromHandoff = async (
  config: HandedLaunchConfig,
  resultCallback?: ResultCallback,
): Promise<DocumentVerificationResult> => (await import('./launch-handed.ts')).launchHanded(config, resultCallback);

export { dispose, initialise } from './warm-up.ts';
export { checkSupport } from './support.ts';
export { isLifesignError, LifesignError } from './errors.ts';
export {
  DefaultOneKycSelfieLivenessFlowTheme,
  DefaultOneKycSelfieVerificationFlowTheme,
  OneKycSelfieLivenessFlowTheme,
  OneKycSelfieVerificationFlowTheme,
} from './ui/theme/theme.ts';

export { bpmSelfService, eVerify, livenessCheckProxy } from './client/families.ts';
export type { BpmSelfServiceOptions } from './client/bpm/bpm.ts';
export { launchWithProvider } from './launch-with-provider.ts';
export type { ProviderLaunchConfig } from './launch-with-provider.ts';
export type { LivenessCheckProxyOptions } from './client/lcp/liveness-check-proxy.ts';
export type { CaptureWithProvider } from './client/lcp/provider-check.ts';
export type { ProxyAccess } from './client/lcp/proxy-calls.ts';
export type { EVerifyOptions, EVerifySession } from './client/e-verify/e-verify.ts';
export type {
  Backend,
  Evidence,
  HandoffCalls,
  HandoffStanding,
  RedeemedLaunch,
  Submission,
  SubmissionOutcome,
  SubmitInput,
  UploadImage,
} from './client/backend.ts';
export type {
  DeviceVerdict,
  DocumentVerificationResult,
  HelpType,
  Language,
  NextAction,
  ResultErrorCode,
  ResultExtra,
  ResultStatus,
  ThemeMode,
  UiMessage,
} from './contract/index.ts';
export type { ErrorCode, ErrorData, ErrorStage } from './errors.ts';
export type { ResultCallback } from './launch.ts';
export type { HandedLaunchConfig } from './launch-handed.ts';
export type {
  CameraConfig,
  HandedSettings,
  HandoffConfig,
  HelpCenter,
  SessionConfig,
  SessionSettings,
} from './options.ts';
export type { PhaseMark, SessionEvent } from './session/events.ts';
export type { SupportNeed, SupportOptions, SupportReport } from './support.ts';
export type { LaunchConfig, LaunchLook } from './ui/config.ts';
export type { LifesignCloseEvent, LifesignPhaseEvent, LifesignResultEvent } from './ui/events.ts';
export type { SelfieElement as LifesignSelfie } from './ui/selfie-element.ts';
export type { SelfieSettings } from './ui/settings.ts';
export type { Copies, Guidance, Strings } from './ui/strings/strings.ts';
export type { ThemeColors } from './ui/theme/palette.ts';
export type { FlowTheme, ThemeFonts, ThemeImages } from './ui/theme/theme.ts';
export type { DetectorName } from './vision/types.ts';
export type { InitialiseOptions } from './warm-up.ts';
