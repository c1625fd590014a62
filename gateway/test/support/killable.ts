/** A gateway as a process of its own, for tests that kill it: reads its options from the environment, prints its port. */
import { serve } from '@hono/node-server';
import { createGateway } from '../../src/gateway.ts';
import { roleOf } from '../../src/role.ts';
import { createLogger } from '../../src/http/logging.ts';
import { createFakeEngine, livePerson } from './fake-engine.ts';
import { familiesConfig } from './families.ts';
import { MASTER_KEY, MODEL_HASH } from './harness.ts';

const {
  DATA_DIR = '',
  DATABASE_URL,
  CALLBACK_URL = '',
  ENGINE_DELAY_MS = '0',
  ROLE = 'all',
  AUTHENTICATION_BURST,
  PICTURES = '{}',
  LOG_LEVEL = 'warn',
} = process.env;
const database =
  DATABASE_URL === undefined
    ? ({ kind: 'folder', path: DATA_DIR } as const)
    : ({ kind: 'server', url: DATABASE_URL } as const);

const base = familiesConfig([], { pictures: JSON.parse(PICTURES) as unknown });
const limited = (burst: number) => ({ ...base.rateLimits, authentication: { perMinute: 0.5, burst } });
const engine = createFakeEngine();
engine.answer = async (input, signal) => {
  // What a test waits for before it kills.
  process.stdout.write('verifying\n');
  await new Promise((resolve, reject) => {
    setTimeout(resolve, Number(ENGINE_DELAY_MS));
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });
  return livePerson(input);
};

const gateway = await createGateway({
  role: roleOf([ROLE], database),
  config: {
    ...base,
    ...(AUTHENTICATION_BURST === undefined ? {} : { rateLimits: limited(Number(AUTHENTICATION_BURST)) }),
    partners: base.partners.map((partner) =>
      partner.callback === undefined ? partner : { ...partner, callback: { ...partner.callback, url: CALLBACK_URL } },
    ),
  },
  database,
  masterKeys: [MASTER_KEY],
  engine,
  logger: createLogger(LOG_LEVEL, process.stderr),
  models: new Map([['liveness', new Set([MODEL_HASH])]]),
  publicUrl: 'https://gateway.example.com',
});
await gateway.startWork();

const server = serve({ fetch: gateway.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  process.stdout.write(`port ${port}\n`),
);

process.on('SIGTERM', () => {
  server.close();
  void gateway.close(5000).then(() => process.exit(0));
});
