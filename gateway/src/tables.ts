/** The tables, as Kysely types. Times are `timestamptz`; JSON is written as text, because the two drivers differ on arrays. */
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
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { ApiKeyMode } from './families/e-verify/api-key.ts';
import type { EVerifyProduct } from './families/e-verify/config.ts';
import type { Challenge } from './check/challenges.ts';
import type { LivenessOutcome } from './families/e-verify/rules.ts';
import type { VerificationChecks } from './families/coe/rules/verdict.ts';
import type { BpmTables } from './families/bpm/store/tables.ts';
import type { CheckTables } from './check/store/tables.ts';
import type { LcpTables } from './families/lcp/store/tables.ts';

type Json<T> = ColumnType<T, string, string>;

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
  /** What the device signed: stored, never believed. */
  evidence: Json<EvidencePayload> | null;
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

/** Apart from `document`, so that reading a status never drags megabytes along. */
interface DocumentImageTable {
  document_id: string;
  sealed: Uint8Array;
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

interface ApiKeyTable {
  id: string;
  account: string;
  mode: ApiKeyMode;
  products: Json<EVerifyProduct[]>;
  key_sha256: string;
  created_at: Date;
  revoked_at: Date | null;
}

interface EVerifySessionTable {
  id: string;
  account: string;
  mode: ApiKeyMode;
  client_session_token: string;
  /** Whether the token names this session; one for each token. */
  is_current: boolean;
  /** Stored only once it cannot change any more; until then `pending`, whatever the clock says. */
  status: 'pending' | 'completed' | 'failed' | 'expired';
  created_at: Date;
  /** For the capture to begin; then for it to arrive. */
  expires_at: Date;
  completed_at: Date | null;
  nonce: string | null;
  /** base64url of the SPKI. */
  public_key: string | null;
  result: Json<LivenessOutcome> | null;
  challenges: Json<readonly Challenge[]>;
  is_passive_allowed: boolean;
}

interface AdminSignOutTable {
  token_id: string;
  /** When the sign-in would have ended by itself. */
  expires_at: Date;
}

export interface Database extends CheckTables, LcpTables, BpmTables {
  session: SessionTable;
  sdk_key: SdkKeyTable;
  submission: SubmissionTable;
  document: DocumentTable;
  document_image: DocumentImageTable;
  callback_delivery: CallbackDeliveryTable;
  callback_attempt: CallbackAttemptTable;
  api_key: ApiKeyTable;
  e_verify_session: EVerifySessionTable;
  admin_sign_out: AdminSignOutTable;
}

export type SessionRow = Selectable<SessionTable>;
export type SubmissionRow = Selectable<SubmissionTable>;
export type DocumentRow = Selectable<DocumentTable>;
export type ApiKeyRow = Selectable<ApiKeyTable>;
export type EVerifySessionRow = Selectable<EVerifySessionTable>;
