/**
 * `lifesign/testing`: what an integrator's own tests need, so that they need no camera, face, model or gateway.
 *
 * In a page (Vitest's browser mode, Storybook): `launchSelfieLiveness({ ...config, camera: fakeCamera(), engine:
 * scriptedEngine(), backend: scriptedGateway({ attempts: [{ result: 'INVALID' }, { result: 'VALID' }] }) })`.
 *
 * In Playwright, with the page as it ships: make `const gateway = scriptedFetch(baseUrl, script)` in the test and answer
 * `page.route(baseUrl + '/**', ...)` with `gateway.fetch(request)`.
 */
export { frameAnalysis, windowVerdict } from './analysis.ts';
export type { ScriptedFrame } from './analysis.ts';
export type { ScriptedAttempt } from './attempt-script.ts';
export { FAKE_SCENES } from './draw-face.ts';
export type { FakeScene } from './draw-face.ts';
export { fakeCamera } from './fake-camera.ts';
export type { FakeCamera, FakeCameraOptions } from './fake-camera.ts';
export { scriptedEngine } from './scripted-engine.ts';
export type { EngineScript, ScriptedEngine } from './scripted-engine.ts';
export { scriptedFetch } from './scripted-fetch.ts';
export type { FetchScript, ScriptedCall, ScriptedFetch } from './scripted-fetch.ts';
export { scriptedGateway } from './scripted-gateway.ts';
export type { GatewayScript, ScriptedGateway } from './scripted-gateway.ts';

// What the kit's own types are made of.
export type { Backend, Evidence, Submission, SubmissionOutcome, SubmitInput, UploadImage } from '../client/backend.ts';
export type {
  DeviceVerdict,
  DocumentType,
  EvidencePayload,
  NextAction,
  ReasonCode,
  UiMessage,
} from '../contract/index.ts';
export type { ErrorCode } from '../errors.ts';
export type {
  BackendName,
  Box,
  Capture,
  CapturedImage,
  EngineReport,
  FaceInFrame,
  FrameAnalysis,
  FrameQuality,
  Issue,
  Point,
  SelfTest,
  Verdict,
  WindowVerdict,
} from '../vision/types.ts';
export type { VisionEngine } from '../worker/vision-engine.ts';
