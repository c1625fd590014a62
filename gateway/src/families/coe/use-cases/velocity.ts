/** User, address and launch key by which an attempt of the SDK is counted. */
import type { UserClaims } from '../../../auth/tokens.ts';
import type { Attempt } from '../../../check/velocity.ts';
import type { Partner } from '../config.ts';

interface AttemptCaller {
  readonly partner: Partner;
  readonly claims: UserClaims;
  readonly address: string | null;
}

export const attemptOf = ({ partner, claims, address }: AttemptCaller, launchKey: string): Attempt => ({
  family: 'coe',
  tenant: partner.clientId,
  user: claims.userId,
  address,
  launchKey,
});

export const userOf = ({ partner, claims }: AttemptCaller) =>
  ({ family: 'coe', tenant: partner.clientId, userId: claims.userId }) as const;
