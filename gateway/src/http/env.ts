import type { UserClaims } from '../auth/tokens.ts';
import type { Partner } from '../config.ts';

/** What middleware leaves for the handlers. */
export interface GatewayEnv {
  Variables: {
    requestId: string;
    /** What the log names in place of a path that tells who somebody is. */
    loggedPath?: string;
    /** Set by either token check. */
    partner: Partner;
    /** Set by the user-token check. */
    claims: UserClaims;
    /** The route's own word for a failure that nobody foresaw. */
    unexpectedCause: string;
  };
}
