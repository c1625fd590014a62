/**
 * Keys of the e-verify family, from the command line: `create`, `list`, `revoke`. A key is printed once, when it is made;
 * the database has its hash. With the embedded database the gateway must not run meanwhile.
 */
import { parseArgs } from 'node:util';
import { issueApiKey, listApiKeys, revokeApiKey } from '../families/e-verify/store/api-keys.ts';
import { isUuid } from '../database/uuid.ts';
import { COMMAND_CLOCK, runCommand, UsageError, withDatabase } from './command-line.ts';
import { E_VERIFY_PRODUCTS, type EVerifyProduct } from '../families/e-verify/config.ts';
import { Mistake } from '../mistake.ts';
import type { NewAuditEntry } from '../audit/types.ts';

const USAGE = `npm run api-keys -- create --account NAME [--test] [--product liveness] [--product face-match]
npm run api-keys -- list
npm run api-keys -- revoke ID
`;

const isProduct = (value: string): value is EVerifyProduct => E_VERIFY_PRODUCTS.some((product) => product === value);

const run = (): Promise<string> => {
  const { values, positionals } = parseArgs({
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
      const account = (values.account ?? '').normalize('NFC');
      const { product: products } = values;
      if (account.trim() === '') {
        throw new UsageError('--account is missing: the account that the key belongs to');
      }
      if (!products.every(isProduct)) {
        throw new UsageError(`--product must be one of ${E_VERIFY_PRODUCTS.join(', ')}`);
      }
      return create(account, values.test ? 'test' : 'live', products);
    }
    case 'list':
      return list();
    case 'revoke':
      if (id === undefined) {
        throw new UsageError('Which key? `list` shows their ids');
      }
      return revoke(id);
    default:
      throw new UsageError(command === undefined ? 'Which command?' : `There is no command ${command}`);
  }
};

const create = async (account: string, mode: 'live' | 'test', products: readonly EVerifyProduct[]): Promise<string> => {
  const made = await withDatabase(({ db, audit }) =>
    db.transaction().execute(async (tx) => {
      const issued = await issueApiKey(tx, COMMAND_CLOCK, { account, mode, products });
      await audit.append(tx, aboutKey(account, 'api-key-issued', { id: issued.id, mode, products }));
      return issued;
    }),
  );
  return `${made.id}\n${made.key}\nThe key is shown this once.\n`;
};

const list = async (): Promise<string> => {
  const keys = await withDatabase(({ db }) => listApiKeys(db));
  return keys
    .map(({ id, account, mode, products, created_at: createdAt, revoked_at: revokedAt }) =>
      [id, account, mode, products.join(','), createdAt.toISOString(), revokedAt?.toISOString() ?? '-'].join('\t'),
    )
    .concat('')
    .join('\n');
};

const revoke = async (id: string): Promise<string> => {
  await withDatabase(({ db, audit }) =>
    db.transaction().execute(async (tx) => {
      const account = isUuid(id) ? await revokeApiKey(tx, COMMAND_CLOCK, id) : null;
      if (account === null) {
        throw new Mistake(`There is no such key in force: ${id}. \`npm run api-keys -- list\` shows the ids`);
      }
      await audit.append(tx, aboutKey(account, 'api-key-revoked', { id }));
    }),
  );
  return 'revoked\n';
};

const aboutKey = (
  tenant: string,
  action: 'api-key-issued' | 'api-key-revoked',
  detail: Readonly<Record<string, unknown>>,
): NewAuditEntry => ({ family: 'e-verify', tenant, actor: 'admin:command-line', userId: null, action, detail });

await runCommand(USAGE, async () => {
  process.stdout.write(await run());
  return true;
});
