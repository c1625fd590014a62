#!/usr/bin/env -S node --conditions=lifesign-source
/** The gateway's process: reads settings, listens, and shuts down gracefully. The argument `web` or `worker` selects a part. */
import { serve } from '@hono/node-server';
import { createEngine, reasonOf } from './engine/engine.ts';
import { loadConfig } from './config.ts';
import { Mistake } from './mistake.ts';
import { readSettings } from './settings.ts';
import { createGateway } from './gateway.ts';
import { createLogger } from './http/logging.ts';
import { metricsApp } from './http/metrics-app.ts';
import { readModelManifest } from './model-manifest.ts';
import { roleOf } from './role.ts';

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
const role = attempt(() => roleOf(process.argv.slice(2), settings.database), endWith);
const config = attempt(() => loadConfig(settings.configFile), endWith);
/** Most judging is done by the jobs of `worker` processes, so a web process needs one thread. */
const threads = settings.engineThreads ?? (role === 'web' ? 1 : undefined);
const engine = createEngine({
  config: config.engine,
  ...(threads === undefined ? {} : { threads }),
  onThreadError: (error) => logger.error({ err: error }, 'a verification thread crashed'),
});
if (config.engine.experts.length > 0) {
  // Before anything is opened: a configured expert must take part in every verdict.
  await engine.ready().catch((error: unknown) => {
    logger.fatal(`not started: ${reasonOf(error)}`);
    process.exit(1);
  });
}

// Before the first span is made.
const tracing =
  settings.tracing === null
    ? null
    : (await import('./telemetry/start-tracing.ts')).startTracing(settings.tracing.serviceName);

const gateway = await createGateway({
  role,
  config,
  database: settings.database,
  masterKeys: settings.masterKeys,
  engine,
  logger,
  models: readModelManifest(),
  publicUrl: settings.publicUrl,
  derivePublicUrl: settings.derivePublicUrl,
  trustedProxies: settings.trustedProxies,
  challenges: settings.challenges,
  hasProcessMetrics: settings.metrics !== null,
  onFolderLost: (reason) => {
    logger.fatal(reason);
    process.exit(1);
  },
}).catch(endWith);
await gateway.startWork();

const server = serve({ fetch: gateway.app.fetch, hostname: settings.host, port: settings.port }, ({ address, port }) =>
  logger.info({ role, address, port, database: settings.database.kind }, 'listening'),
);
const endWhenTaken =
  (name: string, { host, port }: { readonly host: string; readonly port: number }) =>
  (error: Error) => {
    const isTaken = 'code' in error && error.code === 'EADDRINUSE';
    endWith(isTaken ? new Mistake(`Port ${port} of ${host} is in use: set ${name} to another one`) : error);
  };
server.on('error', endWhenTaken('PORT', settings));
if (settings.metrics !== null) {
  const { host, port } = settings.metrics;
  const figures = serve({ fetch: metricsApp(gateway.metrics, logger).fetch, hostname: host, port }, (at) =>
    logger.info({ metricsAddress: at.address, metricsPort: at.port }, 'metrics at /metrics'),
  );
  figures.on('error', endWhenTaken('METRICS_PORT', settings.metrics));
}

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
  await tracing?.stop().catch((error: unknown) => logger.warn({ err: error }, 'the last spans were not sent'));
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
