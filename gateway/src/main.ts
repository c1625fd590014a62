/** The gateway's process: reads settings, listens, and shuts down gracefully. */
import { serve } from '@hono/node-server';
import { createEngine, reasonOf } from './engine/engine.ts';
import { loadConfig } from './config.ts';
import { Mistake } from './mistake.ts';
import { readSettings } from './settings.ts';
import { createGateway } from './gateway.ts';
import { createLogger } from './http/logging.ts';
import { readModelManifest } from './model-manifest.ts';

/** A mistake is logged as its message; other errors with their stack. */
const endWith = (error: unknown): never => {
  if (error instanceof Mistake) {
    logger.fatal(error.message);
  } else {
    logger.fatal({ err: error }, 'cannot start');
  }
  process.exit(1);
};

const attempt = <T>(work: () => T, fail: (error: unknown) => never): T => {
  try {
    return work();
  } catch (error) {
    return fail(error);
  }
};

const settings = attempt(
  () => readSettings(process.env),
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(1);
  },
);
const logger = createLogger(settings.logLevel);
const config = attempt(() => loadConfig(settings.configFile), endWith);
const engine = createEngine({
  config: config.engine,
  onThreadError: (error) => logger.error({ err: error }, 'a verification thread died'),
});
if (config.engine.experts.length > 0) {
  // Before anything is opened: who configured an expert gets no verdict without it.
  await engine.ready().catch((error: unknown) => {
    logger.fatal(`not started: ${reasonOf(error)}`);
    process.exit(1);
  });
}

const gateway = await createGateway({
  config,
  database: settings.database,
  masterKey: settings.masterKey,
  engine,
  logger,
  models: readModelManifest(),
  publicUrl: settings.publicUrl,
  derivePublicUrl: settings.derivePublicUrl,
  trustedProxies: settings.trustedProxies,
  challenges: settings.challenges,
  onFolderLost: (reason) => {
    logger.fatal(reason);
    process.exit(1);
  },
}).catch(endWith);
await gateway.startWork();

const server = serve({ fetch: gateway.app.fetch, hostname: settings.host, port: settings.port }, ({ address, port }) =>
  logger.info({ address, port, database: settings.database.kind }, 'listening'),
);
server.on('error', (error) => {
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  endWith(
    isTaken ? new Mistake(`Port ${settings.port} of ${settings.host} is in use: set PORT to another one`) : error,
  );
});

const PARENT_POLL_MS = 500;

let isStopping = false;

const stop = async (signal: NodeJS.Signals | 'disconnect' | 'orphaned'): Promise<void> => {
  if (isStopping) {
    return;
  }
  isStopping = true;
  logger.info({ signal }, 'stopping');
  // The process ends even if something hangs: acknowledged work is in the database and is resumed at the next start.
  const deadline = setTimeout(() => process.exit(1), settings.shutdownMs + 5000);
  deadline.unref();
  const requestsDone = new Promise<void>((resolve) => server.close(() => resolve()));
  if ('closeIdleConnections' in server) {
    server.closeIdleConnections();
  }
  await Promise.race([requestsDone, new Promise((resolve) => setTimeout(resolve, settings.shutdownMs).unref())]);
  await gateway.close(settings.shutdownMs);
  logger.info('stopped');
  process.exit(0);
};

process.on('SIGTERM', (signal) => void stop(signal));
process.on('SIGINT', (signal) => void stop(signal));
// A parent that started this process with an IPC channel and has ended is noticed only by the channel.
process.on('disconnect', () => void stop('disconnect'));
// A signal to npm ends npm and its shell, which does not pass it on.
if (process.env['npm_lifecycle_event'] !== undefined) {
  const parent = process.ppid;
  const watch = (): void => {
    if (process.ppid !== parent) {
      void stop('orphaned');
    }
  };
  setInterval(watch, PARENT_POLL_MS).unref();
}
