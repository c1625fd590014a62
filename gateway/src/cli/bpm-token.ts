/**
 * `npm run bpm-token`: prints a bearer token for BPM self-service, for trying it where the configuration has the secret.
 * Its issuer, audience and names of claims and roles are those of the configuration (`LIFESIGN_CONFIG`, the demo's by default).
 */
import { parseArgs } from 'node:util';
import { SignJWT } from 'jose';
import { runCommand, UsageError } from './command-line.ts';
import { loadConfig } from '../config.ts';
import { longText } from '../http/long.ts';
import { Mistake } from '../mistake.ts';
import { configFileOf } from '../settings.ts';

const USAGE = `npm run --silent bpm-token -- [--admin] [--user 1] [--hours 1] [--config FILE]
  --admin   of an administrator, for GetUserLivenessCheckQuery and RetrieveLivenessChecksQuery; default: of a customer
`;

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      admin: { type: 'boolean', default: false },
      user: { type: 'string', default: '1' },
      hours: { type: 'string', default: '1' },
      config: { type: 'string' },
    },
  });
  const userId = longText(values.user);
  const hours = Number(values.hours);
  if (userId === null) {
    throw new UsageError('--user must be a positive whole number');
  }
  if (!(hours > 0 && hours <= 24)) {
    throw new UsageError('--hours must be a number up to 24');
  }
  const { bpm } = loadConfig(values.config ?? configFileOf(process.env));
  if (bpm?.secret === undefined) {
    throw new Mistake('The configuration has no bpm.secret: its tokens come from the identity provider alone');
  }
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT({
    [bpm.rolesClaim]: [values.admin ? bpm.adminRole : bpm.customerRole],
    ...(bpm.userIdClaim === 'sub' ? {} : { [bpm.userIdClaim]: userId }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(bpm.issuer)
    .setSubject(userId)
    .setIssuedAt(now)
    .setExpirationTime(now + hours * 3600);
  if (bpm.audience !== undefined) {
    token.setAudience(bpm.audience);
  }
  process.stdout.write(`${await token.sign(new TextEncoder().encode(bpm.secret))}\n`);
  return true;
});
