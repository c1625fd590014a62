import type { Selectable } from 'kysely';

interface LcpInitiationTable {
  /** Of the token that the provider gave out. */
  token_sha256: string;
  user_id: string;
  provider: string;
  created_at: Date;
  /** Null: the provider itself decides. */
  expires_at: Date | null;
  /** Claimed by a verification; emptied when that could not be concluded. */
  used_at: Date | null;
}

interface LcpImageTable {
  id: string;
  user_id: string;
  kind: 'trusted' | 'probe';
  sha256: string;
  /** Null once erased, and where it is in the picture store. */
  sealed: Uint8Array | null;
  blob: string | null;
  created_at: Date;
}

interface LcpReferenceImageTable {
  user_id: string;
  /** Null where it is in the picture store. */
  sealed: Uint8Array | null;
  blob: string | null;
  created_at: Date;
}

interface LcpUserTable {
  username: string;
  password: string;
  enabled: boolean;
}

interface LcpAuthorityTable {
  username: string;
  authority: string;
}

export interface LcpTables {
  lcp_initiation: LcpInitiationTable;
  lcp_image: LcpImageTable;
  lcp_reference_image: LcpReferenceImageTable;
  lcp_user: LcpUserTable;
  lcp_authority: LcpAuthorityTable;
}

export type LcpInitiationRow = Selectable<LcpInitiationTable>;
