/**
 * `npm run audit:verify`: verifies every chain of the audit trail, names the first invalid entry of each, and
 * exits with 1 when there is one. `--head HEAD` (a signed head, or a file of them, the gateway's log included) checks that
 * the chains still reach as far; `--json FILE` notes where they end, `--after FILE` checks that such a note is still part
 * of them. Keep heads and notes where the gateway's operators cannot write: only they show a trail that was cut short.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type ChainEnd, type ChainReport, verifyAudit } from '../audit/store/verify-audit.ts';
import { runCommand, withDatabase } from './command-line.ts';
import { type AuditHead, isHeadGenuine, readHeads } from '../audit/audit-head.ts';

const noteSchema = z.object({
  chains: z.array(z.object({ chain: z.string(), end: z.object({ sequence: z.number().int(), hash: z.string() }) })),
});

const readNote = (file: string): readonly ChainEnd[] =>
  noteSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).chains.map(({ chain, end }) => ({ chain, ...end }));

const headsIn = (given: string): readonly AuditHead[] => {
  const heads = readHeads(existsSync(given) ? readFileSync(given, 'utf8') : given);
  if (heads.length === 0) {
    throw new Error(`There is no head in ${given}`);
  }
  return heads;
};

const faultOf = ({ sequence, id, fault, through }: NonNullable<ChainReport['broken']>): string =>
  through === undefined
    ? `at ${sequence}${id === null ? '' : ` (${id})`}: ${fault}`
    : `entries ${sequence} to ${through} are missing: ${fault}`;

const lineOf = ({ chain, entries, end, broken }: ChainReport): string =>
  broken === null
    ? `ok      ${chain}  ${entries} entries, end ${end.sequence} ${end.hash}`
    : `BROKEN  ${chain}  ${faultOf(broken)}`;

const USAGE = 'npm run audit:verify -- [--json FILE] [--after FILE] [--head HEAD|FILE]...\n';

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      after: { type: 'string' },
      head: { type: 'string', multiple: true, default: [] },
    },
  });
  const heads = values.head.flatMap(headsIn);
  const noted = [...(values.after === undefined ? [] : readNote(values.after)), ...heads];
  const { chains, forged } = await withDatabase(async ({ db, auditKeys }) => ({
    chains: await verifyAudit(db, auditKeys, noted),
    forged: heads.filter((head) => !auditKeys.some((key) => isHeadGenuine(key, head))),
  }));
  const broken = chains.filter((chain) => chain.broken !== null);
  const lines = [
    ...chains.map(lineOf),
    ...forged.map(
      ({ chain, sequence }) => `FORGED  ${chain}  the head of ${sequence} is not signed by this gateway's key`,
    ),
    `${chains.length} chains, ${broken.length} broken`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), chains }, null, 2)}\n`);
  }
  return broken.length + forged.length === 0;
});
