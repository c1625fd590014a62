/** `npm run admin:password`: asks for a password without showing it, and prints its hash for the configuration. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { hashPassword } from '../admin/password.ts';
import { runCommand } from './command-line.ts';
import { Mistake } from '../mistake.ts';

const MIN_LENGTH = 12;

const isTerminal = process.stdin.isTTY;
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
// With `terminal`, the interface echoes the input itself, to an output that discards it.
const input = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
input.once('SIGINT', () => process.exit(130));
const lines = input[Symbol.asyncIterator]();

const ask = async (prompt: string): Promise<string> => {
  if (isTerminal) {
    process.stderr.write(prompt);
  }
  const { value } = await lines.next();
  if (isTerminal) {
    process.stderr.write('\n');
  }
  if (value === undefined) {
    throw new Mistake('No password was given.');
  }
  return value;
};

await runCommand('npm run admin:password\n', async () => {
  const password = await ask('Password: ');
  if (password.length < MIN_LENGTH) {
    throw new Mistake(`At least ${MIN_LENGTH} characters, please.`);
  }
  if (isTerminal && (await ask('Once more: ')) !== password) {
    throw new Mistake('The two differ: nothing was made.');
  }
  process.stdout.write(`${await hashPassword(password)}\n`);
  return true;
});
input.close();
