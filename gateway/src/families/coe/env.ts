import type { UserClaims } from '../../auth/tokens.ts';
import type { GatewayEnv } from '../../http/env.ts';
import type { Partner } from './config.ts';

/** Values that the family's middleware sets for its handlers. */
export interface CoeEnv {
  Variables: GatewayEnv['Variables'] & {
    /** Set by either token check. */
    partner: Partner;
    /** Set by the user-token check. */
    claims: UserClaims;
    /** The route's cause for an unexpected failure. */
    unexpectedCause: string;
  };
}
