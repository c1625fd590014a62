/** The gateway as a process: settings in, a listening server out, and an orderly end. */
import { serve } from '@hono/node-server';
import { createEngine, reasonOf } from './engine/engine.ts';
import { FolderInUse } from './database/folder-lock.ts';
import { loadConfig } from './config.ts';
import { readSettings } from './env.ts';
import { createGateway } from './gateway.ts';
import { createLogger } from './http/logging.ts';
import { readModelManifest } from './model-manifest.ts';

const settings = readSettings(process.env);
const logger = createLogger(settings.logLevel);

/** The message of a refusal says it all; for anything else it counts where it happened. */
const cannotStart = (error: unknown): never => {
  if (error instanceof FolderInUse) {
    logger.fatal(error.message);
  } else {
    logger.fatal({ err: error }, 'cannot start');
  }
  process.exit(1);
};

const config = loadConfig(settings.configFile);
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
}).catch(cannotStart);
await gateway.startWork();

const server = serve({ fetch: gateway.app.fetch, hostname: settings.host, port: settings.port }, ({ address, port }) =>
  logger.info({ address, port, database: settings.database.kind }, 'listening'),
);
server.on('error', (error) => {
  logger.fatal({ err: error }, 'cannot listen');
  process.exit(1);
});

let isStopping = false;

const stop = async (signal: NodeJS.Signals): Promise<void> => {
  if (isStopping) {
    return;
  }
  isStopping = true;
  logger.info({ signal }, 'stopping');
  // Whatever hangs, the process ends: what was acknowledged is in the database and is taken up at the next start.
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
