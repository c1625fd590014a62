/**
 * The CoE family on the wire (contracts 1): enums, headers, envelopes and bodies that the SDK and the gateway
 * share. docs/contracts.md has the facts, and the decisions where the public documents define nothing.
 */
import { LEAST_SHORT_SIDE } from './capture-size.ts';
import { LANGUAGES } from './language.ts';
import type { Tint } from './light.ts';

export const FLOWS = ['FACE_VERIFICATION', 'KTP_SCAN', 'KYC_LITE', 'ON_DEMAND_FR', 'STANDALONE_LIVENESS'] as const;
export type CoeFlow = (typeof FLOWS)[number];

/** The flows that this product implements; the others are refused with `INVALID_FLOW`. */
export const SUPPORTED_FLOWS = ['FACE_VERIFICATION', 'STANDALONE_LIVENESS'] as const;
export type SupportedFlow = (typeof SUPPORTED_FLOWS)[number];

export const SOURCES = ['SDK', 'WEB_SDK'] as const;
export type Source = (typeof SOURCES)[number];

export const THEME_MODES = ['DARK_MODE', 'LIGHT_MODE', 'NO_PREFERENCE'] as const;
export type ThemeMode = (typeof THEME_MODES)[number];

/** The contract's two locales, and our extension: the tag of every language of the SDK. */
export const USER_LOCALES = ['id_ID', 'en_ID', ...LANGUAGES] as const;
export type UserLocale = (typeof USER_LOCALES)[number];

export const SUBMISSION_TYPES = [
  'KTP_SCAN',
  'STANDALONE_LIVENESS',
  'FACE_MATCH',
  'FACE_VERIFICATION',
  'KYC_LITE',
] as const;
export type SubmissionType = (typeof SUBMISSION_TYPES)[number];

export const SUBMISSION_STATUSES = ['INITIATED', 'IN_PROGRESS', 'PARTIALLY_COMPLETED', 'COMPLETED', 'ERROR'] as const;
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];

export const NEXT_ACTIONS = ['RETRY', 'STATUS', 'EXIT'] as const;
export type NextAction = (typeof NEXT_ACTIONS)[number];

export const RESULTS = ['VALID', 'INVALID'] as const;
export type Result = (typeof RESULTS)[number];

export const REASON_CODES = [
  'NOT_LIVE',
  'FACE_MATCH_FAILED',
  'REFERENCE_IMAGE_VALIDATION_FAILED',
  'REFERENCE_IMAGE_NOT_FOUND',
  'DOCUMENT_NOT_FOUND',
  'INVALID_DOCUMENT',
  'VERIFICATION_FAILED',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export const DOCUMENT_TYPES = ['SELFIE', 'ADDITIONAL_SELFIE'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const DOCUMENT_STATUSES = ['PENDING', 'UPLOADED', 'VERIFIED', 'INVALID', 'REJECTED'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

export const HEADERS = {
  token: 'x-onekyc-token',
  onboardingPartner: 'x-onboarding-partner',
  partnerUserId: 'x-partner-user-id',
  partnerUserIdType: 'x-partner-user-id-type',
  partnerSessionId: 'x-partner-session-id',
  sdkSessionId: 'x-sdk-session-id',
  submissionId: 'x-submission-id',
  clientId: 'client-id',
  passKey: 'pass-key',
  /** Ours: base64url of the launch key's SPKI (P-256); only the first key seen for an SDK session counts. */
  publicKey: 'x-lifesign-public-key',
} as const;

/** Upload rules that both sides apply. */
export const UPLOAD = {
  maxBytes: 5 * 1024 * 1024,
  /** Shorter side, pixels. The face in it must be large enough as well, which is seen when it is judged. */
  minSidePx: LEAST_SHORT_SIDE,
  contentTypes: ['image/jpeg', 'image/png'],
} as const;

/** Status polling of contracts 1.8, milliseconds. */
export const POLLING = { firstMs: 1000, factor: 1.5, maxMs: 5000, ceilingMs: 60_000 } as const;

export interface CoeError {
  readonly code: string;
  readonly cause: string;
  readonly entity?: string;
  /** Ours: what is wrong with a picture, as a code. */
  readonly reason?: string;
}

export interface SuccessEnvelope<T> {
  readonly success: true;
  readonly data: T;
}

export interface FailureEnvelope {
  readonly success: false;
  /** Ours: the submission because of which another one is refused, so that its status can be read. */
  readonly data: { readonly submissionId: string } | null;
  readonly errors: readonly CoeError[];
}

export interface UiMessage {
  readonly title: string;
  readonly message: string;
  /** Ours: the tag of the language that the words are in. */
  readonly language?: string;
}

export interface UploadSlot {
  readonly documentUrl: string;
  readonly documentReference: string;
  /** Seconds, as a string (the contract's own type). */
  readonly expiryInSeconds: string;
}

/** What the gateway lets the device decide. A client that ignores it gains nothing: the gateway checks again. */
export interface DevicePolicy {
  /** `enforce`: a spoof verdict on the device ends the attempt before any upload. `report`: the evidence reports it, and nothing else changes. */
  readonly deviceVerdict: 'enforce' | 'report';
  readonly attemptsLeft: number;
}

export interface UploadUrlsData {
  readonly submissionId: string;
  readonly status: SubmissionStatus;
  readonly documents: Readonly<Partial<Record<DocumentType, UploadSlot>>>;
  readonly uiMessages?: Readonly<Record<string, UiMessage>>;
  /** Ours: to be signed into the evidence; single use, valid as long as the upload URLs. */
  readonly nonce: string;
  readonly policy: DevicePolicy;
  /** Ours: shares of the hold, 0..1, of which the evidence is to name small frames; absent where none are wanted. */
  readonly moments?: readonly number[];
  /** Ours: tints that the screen is to take during the hold, in this order; absent where none are wanted. */
  readonly light?: readonly Tint[];
}

export interface ConfirmRequest {
  readonly submissionId: string;
  readonly metadata: ConfirmMetadata;
}

export interface ConfirmMetadata {
  /** Compact JWS (ES256) over an {@link EvidencePayload}. */
  readonly evidence: string;
  /** Ours: base64 of the frames that the evidence names: those of moments, then those of light. */
  readonly moments?: readonly string[];
  readonly [key: string]: unknown;
}

export interface ConfirmData {
  readonly submissionId: string;
  readonly nextAction: NextAction;
  readonly uiMessages?: Readonly<Record<string, UiMessage>>;
}

export interface StatusData {
  readonly submissionId: string;
  readonly status: SubmissionStatus;
  readonly submissionType: SubmissionType;
  readonly createdAt: string;
  readonly completedAt: string | null;
  readonly verificationResult: {
    readonly isApproved: boolean;
    readonly riskLevel: 'LOW' | 'MEDIUM' | 'HIGH';
    readonly confidence: string;
  } | null;
  readonly errorMessage: string | null;
  readonly documents: Readonly<
    Partial<Record<DocumentType, { readonly status: DocumentStatus; readonly documentReference: string | null }>>
  >;
  readonly uiMessages?: Readonly<Record<string, UiMessage>>;
  readonly nextAction: NextAction;
  /** Ours: empty while undecided and when VALID. */
  readonly reasonCode: ReasonCode | '';
  readonly attemptsLeft: number;
}
