/** The tables of the one database, as Kysely types; each part names its own. Times are `timestamptz`. */
import type { AdminTables } from './admin/tables.ts';
import type { AuditTables } from './audit/store/tables.ts';
import type { CheckTables } from './check/store/tables.ts';
import type { BpmTables } from './families/bpm/store/tables.ts';
import type { CoeTables } from './families/coe/store/tables.ts';
import type { EVerifyTables } from './families/e-verify/store/tables.ts';
import type { LcpTables } from './families/lcp/store/tables.ts';
import type { HandoffTables } from './handoff/store/tables.ts';
import type { LimitTables } from './limits/store/tables.ts';

export interface Database
  extends
    AdminTables,
    AuditTables,
    CheckTables,
    CoeTables,
    BpmTables,
    EVerifyTables,
    HandoffTables,
    LcpTables,
    LimitTables {}
