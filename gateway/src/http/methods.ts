/** A known path with another method: 405 with `Allow`, in the shape of its family. */
import type { Context, Env } from 'hono';
import type { RouterRoute } from 'hono/types';

/** `routes`: of an app, with whole paths. Middleware and catch-alls are of every method and do not count. */
const methodsAt = (routes: readonly RouterRoute[], path: string): readonly string[] => {
  const found = routes.filter(({ method, path: pattern }) => method !== 'ALL' && isAt(pattern, path));
  const methods = new Set(found.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])));
  return [...methods].toSorted();
};

const isAt = (pattern: string, path: string): boolean => {
  const [wanted, given] = [segmentsOf(pattern), segmentsOf(path)];
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.startsWith(':') || segment === given[index])
  );
};

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

/** For a catch-all: sets `Allow` and throws `refuse()` where the path exists, and returns where it does not. */
export const refuseMethod = <E extends Env>(
  c: Context<E>,
  { routes }: { readonly routes: readonly RouterRoute[] },
  refuse: () => Error,
): void => {
  const methods = methodsAt(routes, c.req.path);
  if (methods.length > 0 && !methods.includes(c.req.method)) {
    c.header('allow', methods.join(', '));
    throw refuse();
  }
};
