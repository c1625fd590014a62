/** The pages' security headers: strict, and published in the README for partners to copy. */
import { createMiddleware } from 'hono/factory';

const POLICY = {
  'default-src': "'none'",
  // WebAssembly is compiled, nothing is evaluated.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'media-src': "'self' blob:",
  'connect-src': "'self'",
  'font-src': "'self'",
  'frame-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'object-src': "'none'",
} as const;

/** `frameAncestors`: who may show the page in a frame. */
export const contentSecurityPolicy = (frameAncestors: string): string =>
  Object.entries({ ...POLICY, 'frame-ancestors': frameAncestors })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/** The hosted page may be framed; the allowed partners are in its token. */
const HOSTED = '/hosted.html';

export const pageHeaders = createMiddleware(async (c, next) => {
  await next();
  c.header('content-security-policy', contentSecurityPolicy(c.req.path === HOSTED ? '*' : "'self'"));
  c.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
  c.header('referrer-policy', 'no-referrer');
  c.header('x-content-type-options', 'nosniff');
});
