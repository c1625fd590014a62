/**
 * `npm run audit:verify`: walks every chain of the audit trail, names the first entry of each that does not hold, and
 * exits with 1 when there is one. `--json FILE` notes where the chains end; `--after FILE` checks that such a note is
 * still part of them. Keep notes where the gateway's operators cannot write: only they show a trail that was cut short.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openDatabase } from './adapters/postgres/database.ts';
import { type ChainEnd, type ChainReport, verifyAudit } from './adapters/postgres/verify-audit.ts';
import { deriveSigningKeys } from './auth/keys.ts';
import { readSettings } from './env.ts';

const noteSchema = z.object({
  chains: z.array(z.object({ chain: z.string(), end: z.object({ sequence: z.number().int(), hash: z.string() }) })),
});

const readNote = (file: string): readonly ChainEnd[] =>
  noteSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).chains.map(({ chain, end }) => ({ chain, ...end }));

const lineOf = ({ chain, entries, end, broken }: ChainReport): string =>
  broken === null
    ? `ok      ${chain}  ${entries} entries, end ${end.sequence} ${end.hash}`
    : `BROKEN  ${chain}  at ${broken.sequence}${broken.id === null ? '' : ` (${broken.id})`}: ${broken.fault}`;

const { values } = parseArgs({ options: { json: { type: 'string' }, after: { type: 'string' } } });
const settings = readSettings(process.env);
const database = await openDatabase(settings.database);
try {
  const noted = values.after === undefined ? [] : readNote(values.after);
  const chains = await verifyAudit(database.db, deriveSigningKeys(settings.masterKey).audit, noted);
  const broken = chains.filter((chain) => chain.broken !== null);
  process.stdout.write(chains.map((chain) => `${lineOf(chain)}\n`).join(''));
  process.stdout.write(`${chains.length} chains, ${broken.length} broken\n`);
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), chains }, null, 2)}\n`);
  }
  process.exitCode = broken.length === 0 ? 0 : 1;
} finally {
  await database.close();
}
