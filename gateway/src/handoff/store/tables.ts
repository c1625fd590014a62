import type { Selectable } from 'kysely';
import type { Family } from '../../check/check.ts';
import type { HandoffSide } from '../handoff.ts';

interface HandoffTable {
  id: string;
  family: Family;
  tenant: string;
  /** The family's session that the phone continues. */
  session_id: string;
  code_sha256: string;
  created_at: Date;
  /** Until then the link can be redeemed. */
  expires_at: Date;
  redeemed_at: Date | null;
  ended_at: Date | null;
  ended_by: HandoffSide | null;
}

export interface HandoffTables {
  handoff: HandoffTable;
}

export type HandoffRow = Selectable<HandoffTable>;
