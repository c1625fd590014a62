import type { Selectable } from 'kysely';
import type { Challenge } from '../../../check/challenges.ts';
import type { Json } from '../../../database/json.ts';
import type { ApiKeyMode } from '../api-key.ts';
import type { EVerifyProduct } from '../config.ts';
import type { LivenessOutcome } from '../rules.ts';

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

export interface EVerifyTables {
  api_key: ApiKeyTable;
  e_verify_session: EVerifySessionTable;
}

export type ApiKeyRow = Selectable<ApiKeyTable>;
export type EVerifySessionRow = Selectable<EVerifySessionTable>;
