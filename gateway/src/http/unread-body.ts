/** Handles answers sent before the request's body was read: its rest must not be parsed as the next request. */
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { GatewayEnv } from './env.ts';

const WAIT_MS = 1000;
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Reads the rest of the body, so that the connection can be used again. A body that is too long or too slow for that ends the
 * connection, and the answer says so: a proxy that reuses connections would otherwise send another client's request on
 * one that is about to be cut.
 */
export const endUnreadBodies: MiddlewareHandler<GatewayEnv> = async (c, next) => {
  await next();
  // Absent when the app is called without a socket.
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  if (incoming !== undefined && !incoming.complete && !(await drain(incoming))) {
    c.header('connection', 'close');
  }
};

/** False when the body did not end in time. */
const drain = (incoming: HttpBindings['incoming']): Promise<boolean> =>
  new Promise((resolve) => {
    let bytes = 0;
    const finish = (): void => {
      clearTimeout(timer);
      incoming.off('data', skip);
      incoming.off('end', finish);
      incoming.off('close', finish);
      resolve(incoming.complete);
    };
    const timer = setTimeout(finish, WAIT_MS);
    const skip = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) {
        finish();
      } else {
        // An earlier reader may have paused it.
        incoming.resume();
      }
    };
    incoming.on('data', skip);
    incoming.once('end', finish);
    incoming.once('close', finish);
    incoming.resume();
  });
