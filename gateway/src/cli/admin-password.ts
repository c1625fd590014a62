/** `npm run admin:password`: reads a password from standard input and prints its hash for the configuration. */
import { createInterface } from 'node:readline/promises';
import { hashPassword } from '../admin/password.ts';

const MIN_LENGTH = 12;

const input = createInterface({ input: process.stdin, output: process.stderr });
const password = await input.question('Password: ');
input.close();
if (password.length < MIN_LENGTH) {
  process.stderr.write(`At least ${MIN_LENGTH} characters, please.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`${await hashPassword(password)}\n`);
}
