/**
 * Keys of the e-verify family, from the command line: `create`, `list`, `revoke`. A key is printed once, when it is made;
 * the database has its hash. With the embedded database the gateway must not run meanwhile.
 */
import { parseArgs } from 'node:util';
import { issueApiKey, listApiKeys, revokeApiKey } from '../families/e-verify/store/api-keys.ts';
import { createAuditTrail } from '../audit/store/audit-trail.ts';
import { type Db, openDatabase, type Tx } from '../database/database.ts';
import { isUuid } from '../database/uuid.ts';
import { deriveSigningKeys } from '../auth/keys.ts';
import { E_VERIFY_PRODUCTS, type EVerifyProduct } from '../families/e-verify/config.ts';
import { readSettings } from '../env.ts';
import type { AuditTrail, NewAuditEntry } from '../audit/types.ts';
import type { Clock } from '../clock.ts';

const USAGE = `npm run api-keys -- create --account NAME [--test] [--product liveness] [--product face-match]
npm run api-keys -- list
npm run api-keys -- revoke ID
`;

const CLOCK: Clock = { now: () => new Date() };

interface Opened {
  readonly db: Db;
  readonly audit: AuditTrail<Tx>;
}

const isProduct = (value: string): value is EVerifyProduct => E_VERIFY_PRODUCTS.some((product) => product === value);

class UsageError extends Error {}

const run = async (args: readonly string[], open: () => Promise<Opened>): Promise<string> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      account: { type: 'string' },
      test: { type: 'boolean', default: false },
      product: { type: 'string', multiple: true, default: [...E_VERIFY_PRODUCTS] },
    },
  });
  const [command, id] = positionals;
  switch (command) {
    case 'create': {
      const { test, product } = values;
      const account = (values.account ?? '').normalize('NFC');
      if (account.trim() === '' || !product.every(isProduct)) {
        throw new UsageError('An account and known products are needed');
      }
      const mode = test ? 'test' : 'live';
      const { db, audit } = await open();
      const made = await db.transaction().execute(async (tx) => {
        const issued = await issueApiKey(tx, CLOCK, { account, mode, products: product });
        await audit.append(tx, aboutKey(account, 'api-key-issued', { id: issued.id, mode, products: product }));
        return issued;
      });
      return `${made.id}\n${made.key}\nThe key is shown this once.\n`;
    }
    case 'list': {
      const { db } = await open();
      const keys = await listApiKeys(db);
      return keys
        .map(({ id: keyId, account, mode, products, created_at: createdAt, revoked_at: revokedAt }) =>
          [keyId, account, mode, products.join(','), createdAt.toISOString(), revokedAt?.toISOString() ?? '-'].join(
            '\t',
          ),
        )
        .concat('')
        .join('\n');
    }
    case 'revoke': {
      if (id === undefined || !isUuid(id)) {
        throw new UsageError('The id of a key is needed, as `list` shows it');
      }
      const { db, audit } = await open();
      await db.transaction().execute(async (tx) => {
        const account = await revokeApiKey(tx, CLOCK, id);
        if (account === null) {
          throw new Error('There is no such key in force');
        }
        await audit.append(tx, aboutKey(account, 'api-key-revoked', { id }));
      });
      return 'revoked\n';
    }
    default:
      throw new UsageError('Which command?');
  }
};

const aboutKey = (
  tenant: string,
  action: 'api-key-issued' | 'api-key-revoked',
  detail: Readonly<Record<string, unknown>>,
): NewAuditEntry => ({ family: 'e-verify', tenant, actor: 'admin:command-line', userId: null, action, detail });

const main = async (): Promise<void> => {
  const opened: { close(): Promise<void> }[] = [];
  try {
    const answer = await run(process.argv.slice(2), async () => {
      const settings = readSettings(process.env);
      const database = await openDatabase(settings.database);
      opened.push(database);
      const keys = deriveSigningKeys(settings.masterKey);
      return { db: database.db, audit: createAuditTrail(database.db, keys.audit, CLOCK) };
    });
    process.stdout.write(answer);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(error instanceof UsageError ? `${message}\n${USAGE}` : `${message}\n`);
    process.exitCode = 1;
  } finally {
    await Promise.all(opened.map((database) => database.close()));
  }
};

await main();
