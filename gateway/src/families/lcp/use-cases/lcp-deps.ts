import type { UserDetails } from '../user-details/user-details.ts';
import type { LcpConfig } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import type { AuditEntry, NewAuditEntry } from '../../../audit/types.ts';
import type { Engine } from '../../../engine/types.ts';
import type { Attempt } from '../../../check/velocity.ts';
import type { LivenessProvider } from '../providers/provider.ts';

export interface LcpDeps extends Deps {
  readonly engine: Pick<Engine, 'compare'>;
  readonly lcp: LcpConfig;
  readonly provider: LivenessProvider;
  /** Null where no pictures are compared. */
  readonly userDetails: UserDetails | null;
  /** A user's id at an external provider. */
  readonly aliasOf: (userId: string) => string;
}

/** One deployment serves one institution: all of its users are in one audit chain. */
export const LCP_TENANT = 'liveness-check-proxy';

/** Whose verification it is. Not by address: requests come from the institution's server. */
export const attemptOf = (userId: string, launchKey: string | null): Attempt => ({
  family: 'lcp',
  tenant: LCP_TENANT,
  user: userId,
  address: null,
  launchKey,
});

export type LcpAuditEntry = Omit<NewAuditEntry, 'family' | 'tenant'>;

/** In its own transaction, so that requests are recorded whatever their outcome is. */
export const auditLcp = ({ db, audit }: Pick<LcpDeps, 'db' | 'audit'>, entry: LcpAuditEntry): Promise<AuditEntry> =>
  db.transaction().execute((tx) => audit.append(tx, { family: 'lcp', tenant: LCP_TENANT, ...entry }));
