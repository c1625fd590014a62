/** `lifesign/contract`: wire types shared with a gateway. No code that needs a browser. */
export {
  DOCUMENT_STATUSES,
  DOCUMENT_TYPES,
  FLOWS,
  HEADERS,
  NEXT_ACTIONS,
  POLLING,
  REASON_CODES,
  RESULTS,
  SOURCES,
  SUBMISSION_STATUSES,
  SUBMISSION_TYPES,
  SUPPORTED_FLOWS,
  THEME_MODES,
  UPLOAD,
  USER_LOCALES,
} from './coe.ts';
export type {
  CoeError,
  CoeFlow,
  ConfirmData,
  ConfirmMetadata,
  ConfirmRequest,
  DevicePolicy,
  DocumentStatus,
  DocumentType,
  FailureEnvelope,
  NextAction,
  ReasonCode,
  Result,
  Source,
  StatusData,
  SubmissionStatus,
  SubmissionType,
  SuccessEnvelope,
  SupportedFlow,
  ThemeMode,
  UiMessage,
  UploadSlot,
  UploadUrlsData,
  UserLocale,
} from './coe.ts';
export { CHALLENGES } from './challenge.ts';
export type { ChallengeName } from './challenge.ts';
export { LANGUAGES, toLanguage } from './language.ts';
export type { Language } from './language.ts';
export { FULL_SHORT_SIDE, LEAST_FACE_WIDTH, LEAST_SHORT_SIDE } from './capture-size.ts';
export { LIGHT, TINT_NAMES, TINTS } from './light.ts';
export type { SignedLight, Tint } from './light.ts';
export { MOMENTS } from './moments.ts';
export type { SignedMoment } from './moments.ts';
export { CAPTURE_VERSION } from './capture.ts';
export type { SerialisedCapture } from './capture.ts';
export { decodeHeaderText, encodeHeaderText } from './header-text.ts';
export { EVIDENCE_ALGORITHM, EVIDENCE_VERSION } from './evidence.ts';
export type { DeviceVerdict, EvidencePayload } from './evidence.ts';
export { HELP_TYPES, RESULT_ERROR_CODES, RESULT_STATUSES } from './result.ts';
export type { DocumentVerificationResult, HelpType, ResultErrorCode, ResultExtra, ResultStatus } from './result.ts';
