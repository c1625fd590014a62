import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { GatewayEnv } from './env.ts';

export interface HealthDeps {
  readonly logger: Logger;
  /** Resolves when requests can be served; rejects with the reason otherwise. */
  readonly checkReady: () => Promise<void>;
  /** Text about missing durability of the database, for the answer; null where it is durable. */
  readonly durability: string | null;
}

/** `/healthz`: the process answers. `/readyz`: the database accepts writes and the engine has passed its self-test. */
export const healthRoutes = ({ checkReady, durability, logger }: HealthDeps): Hono<GatewayEnv> => {
  let running: Promise<void> | null = null;
  /** Why the last check failed; null after one that passed. */
  let known: string | null = null;

  /** Probes may come from anyone and every second, so one check at a time answers all. */
  const check = (): Promise<void> => {
    running ??= checkReady().finally(() => {
      running = null;
    });
    return running;
  };

  /** Logs the same cause only once. */
  const note = (error: unknown): void => {
    const cause = error === null ? null : causeOf(error);
    if (cause === known) {
      return;
    }
    known = cause;
    if (cause === null) {
      logger.info('ready again');
    } else {
      logger.warn({ err: error }, 'not ready');
    }
  };

  return new Hono<GatewayEnv>()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      try {
        await check();
        note(null);
        return c.json({ status: 'ready', ...(durability === null ? {} : { durability }) });
      } catch (error) {
        note(error);
        return c.json({ status: 'not-ready' }, 503);
      }
    });
};

const causeOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}; ${causeOf(error.cause)}` : String(error);
