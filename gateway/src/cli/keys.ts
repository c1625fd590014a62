/**
 * Master keys, from the command line: `list` names those of LIFESIGN_MASTER_KEY and how many sealed values each has, `reseal`
 * encrypts with the first what the others have encrypted. Gateways on PostgreSQL may run; an embedded one must not.
 */
import { parseArgs } from 'node:util';
import { countSeals, reseal } from '../database/reseal.ts';
import { createCipher, keyIdOf } from '../images/cipher.ts';
import { SEALED_COLUMNS } from '../sealed-columns.ts';
import { runCommand, UsageError, withDatabase } from './command-line.ts';

const USAGE = 'npm run keys -- list\nnpm run keys -- reseal\n';

await runCommand(USAGE, async () => {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  const [command] = positionals;
  if (command !== 'list' && command !== 'reseal') {
    throw new UsageError(command === undefined ? 'Which command?' : `There is no command ${command}`);
  }
  const lines = await withDatabase(async ({ db, masterKeys: [first, ...older] }) => {
    if (command === 'reseal') {
      const cipher = createCipher(first, older);
      const done: string[] = [];
      for (const column of SEALED_COLUMNS) {
        done.push(`${column.table}.${column.column}\t${await reseal(db, cipher, column)}`);
      }
      return done;
    }
    const seals = new Map<string, number>();
    for (const column of SEALED_COLUMNS) {
      for (const { keyId, count } of await countSeals(db, column)) {
        seals.set(keyId, (seals.get(keyId) ?? 0) + count);
      }
    }
    const known = [first, ...older].map(keyIdOf);
    const others = [...seals.keys()].filter((id) => !known.includes(id));
    return [
      ...known.map((id, index) => `${id}\t${seals.get(id) ?? 0}\t${index === 0 ? 'sealed with' : 'read'}`),
      ...others.map((id) => `${id}\t${seals.get(id) ?? 0}\tMISSING`),
    ];
  });
  process.stdout.write(`${lines.join('\n')}\n`);
  return !lines.some((line) => line.endsWith('MISSING'));
});
