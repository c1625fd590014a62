/**
 * The gateway under `/gateway` of the partner's own origin: one address and one certificate for a phone, and a page
 * policy of `'self'`. A partner in production talks to the gateway directly, which answers its origin by CORS.
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { proxy } from 'hono/proxy';

export const GATEWAY_PATH = '/gateway';

/** Absent when the app is called without a socket, as tests do. */
const callerAddress = (c: Context): string | undefined => {
  try {
    return getConnInfo(c).remote.address;
  } catch {
    return undefined;
  }
};

/**
 * The demo's administrator passwords are public, so admin paths are served to this machine only, also
 * when the page is served to a phone.
 */
const isForAdministrators = (path: string): boolean => /^\/(?:[^/]+\/)?admin(?:\/|$)/.test(path);

const isThisMachine = (address: string | undefined): boolean =>
  address === undefined || address === '::1' || /^(?:::ffff:)?127\./.test(address);

/** `publicUrl` is the origin that the gateway builds addresses with; the caller may have come by another name. */
export const gatewayProxy = (gatewayUrl: string, publicUrl: string): Hono => {
  const app = new Hono();
  app.all('/*', async (c) => {
    const { pathname, search, origin } = new URL(c.req.url);
    const address = callerAddress(c);
    // Decoded as the router does, so that percent signs cannot hide a path.
    if (isForAdministrators(c.req.path.slice(GATEWAY_PATH.length)) && !isThisMachine(address)) {
      return c.text('The admin page of this demo opens only on the machine that runs it.', 403);
    }
    const target = `${gatewayUrl}${pathname.slice(GATEWAY_PATH.length)}${search}`;
    try {
      const response = await proxy(target, {
        raw: c.req.raw,
        headers: { ...c.req.header(), ...(address === undefined ? {} : { 'x-forwarded-for': address }) },
      });
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      if (!isJson || origin === publicUrl) {
        return response;
      }
      const headers = new Headers(response.headers);
      headers.delete('content-length');
      const body = (await response.text()).replaceAll(`${publicUrl}${GATEWAY_PATH}`, `${origin}${GATEWAY_PATH}`);
      return new Response(body, { status: response.status, headers });
    } catch {
      const errors = [{ code: '903', cause: 'SERVICE_UNAVAILABLE' }];
      return c.json({ success: false, data: null, errors }, 503, { 'retry-after': '1' });
    }
  });
  return app;
};
