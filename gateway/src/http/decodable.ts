/** Rejects paths whose percent encoding is not UTF-8: the router would pass them on undecoded, as a different id. */
import type { Context, Env, MiddlewareHandler } from 'hono';

const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

/** `refuse` is the family's answer. */
export const requireUtf8Address = <E extends Env>(refuse: (c: Context<E>) => Error): MiddlewareHandler<E> => {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    if (!isDecodable(pathname) || !isDecodable(search)) {
      throw refuse(c);
    }
    await next();
  };
};
