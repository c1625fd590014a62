import type {
  DocumentStatus,
  DocumentType,
  EvidencePayload,
  ReasonCode,
  Result,
  Source,
  SubmissionStatus,
  SupportedFlow,
  UserLocale,
} from 'lifesign/contract';
import type { Generated, Selectable } from 'kysely';
import type { Json } from '../../../database/json.ts';
import type { Velocity } from '../../../check/velocity-config.ts';
import type { VerificationChecks } from '../rules/verdict.ts';

interface SessionTable {
  id: string;
  client_id: string;
  onboarding_partner: string;
  partner_session_id: string;
  user_id: string;
  user_id_type: string;
  flow: SupportedFlow;
  source: Source;
  locale: UserLocale;
  reference_image_url: string | null;
  /** Of the picture at that address; null where it is not known. */
  reference_image_type: 'SELFIE' | 'KTP' | null;
  /** Address by which its partner reached the gateway, if none is configured; part of picture addresses. */
  base_url: string | null;
  attempts: Generated<number>;
  created_at: Date;
}

interface SdkKeyTable {
  session_id: string;
  sdk_session_id: string;
  /** base64url of the SPKI. */
  public_key: string;
  created_at: Date;
}

interface SubmissionTable {
  id: string;
  session_id: string;
  /** 1 for the first attempt of the session. */
  ordinal: number;
  status: SubmissionStatus;
  sdk_session_id: string;
  nonce: string;
  nonce_expires_at: Date;
  created_at: Date;
  confirmed_at: Date | null;
  completed_at: Date | null;
  result: Result | null;
  reason_code: ReasonCode | null;
  checks: Json<VerificationChecks> | null;
  /** What the device signed: stored, never trusted. */
  evidence: Json<EvidencePayload> | null;
  /** Attempts over sessions when it was confirmed; null where none are counted. */
  velocity: Json<Velocity> | null;
}

interface DocumentTable {
  id: string;
  submission_id: string;
  type: DocumentType;
  status: DocumentStatus;
  content_type: string | null;
  width: number | null;
  height: number | null;
  sha256: string | null;
  uploaded_at: Date | null;
  erased_at: Date | null;
}

/** Apart from `document`, so that reading a status does not read megabytes. */
interface DocumentImageTable {
  document_id: string;
  /** Null where it is in the picture store. */
  sealed: Uint8Array | null;
  blob: string | null;
}

interface SubmissionMomentsTable {
  submission_id: string;
  sealed: Uint8Array;
  created_at: Date;
}

interface CallbackDeliveryTable {
  id: string;
  submission_id: string;
  client_id: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: Generated<number>;
  created_at: Date;
  next_attempt_at: Date | null;
}

interface CallbackAttemptTable {
  delivery_id: string;
  number: number;
  at: Date;
  http_status: number | null;
  failure: string | null;
  duration_ms: number;
}

export interface CoeTables {
  session: SessionTable;
  sdk_key: SdkKeyTable;
  submission: SubmissionTable;
  document: DocumentTable;
  document_image: DocumentImageTable;
  submission_moments: SubmissionMomentsTable;
  callback_delivery: CallbackDeliveryTable;
  callback_attempt: CallbackAttemptTable;
}

export type SessionRow = Selectable<SessionTable>;
export type SubmissionRow = Selectable<SubmissionTable>;
export type DocumentRow = Selectable<DocumentTable>;
