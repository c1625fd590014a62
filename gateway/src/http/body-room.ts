/** Limits the memory of request bodies. Reserved before a body is read, so that a refused body takes no memory. */
import type { Env, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { Busy } from '../unavailable.ts';

export interface BodyRoom {
  /** Bytes that are reserved now. */
  held(): number;
  /** Throws `Busy` where there is no room for so many bytes; else returns a function that releases them. */
  take(bytes: number): () => void;
}

export const createBodyRoom = (mostBytes: number): BodyRoom => {
  let held = 0;
  return {
    held: () => held,
    take(bytes) {
      // A body larger than the limit is accepted alone.
      if (held > 0 && held + bytes > mostBytes) {
        throw new Busy('the bodies of other requests use all the memory for bodies');
      }
      held += bytes;
      return () => {
        held -= bytes;
      };
    },
  };
};

/** For a route whose bodies have at most `longest` bytes; a body without a content-length counts as that long. */
export const roomForBody = <E extends Env>(room: BodyRoom, longest: number): MiddlewareHandler<E> =>
  createMiddleware<E>(async (c, next) => {
    const declared = Number(c.req.header('content-length') ?? Number.NaN);
    const giveBack = room.take(Number.isNaN(declared) ? longest : Math.min(declared, longest));
    try {
      await next();
    } finally {
      giveBack();
    }
  });
