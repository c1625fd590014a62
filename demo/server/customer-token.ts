/** Prints a token of a customer of the demo's bank, good for an hour, for trying BPM self-service by hand. */
import { SignJWT } from 'jose';
import { FAMILY_ACCOUNTS } from './settings.ts';

const { issuer, secret } = FAMILY_ACCOUNTS.bpm;

const token = await new SignJWT({ roles: ['customer'] })
  .setProtectedHeader({ alg: 'HS256' })
  .setIssuer(issuer)
  .setSubject('1')
  .setIssuedAt()
  .setExpirationTime('1h')
  .sign(new TextEncoder().encode(secret));

process.stdout.write(`${token}\n`);
