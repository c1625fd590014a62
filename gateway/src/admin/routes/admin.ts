/** The admin page's own interface, for administrators who are signed in. Not part of any family's contract. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';
import { endSignIn, isSignInEnded } from '../store/sign-outs.ts';
import { type AdminSessions, createAdminSessions } from '../session.ts';
import { verifyPassword } from '../password.ts';
import type { AdminConfig } from '../config.ts';
import type { Deps } from '../../deps.ts';
import { isUnavailable, retryAfterOf } from '../../unavailable.ts';
import { baseUrlOf } from '../../http/base-url.ts';
import { clientAddress } from '../../http/client-address.ts';
import { requireUtf8Address } from '../../http/decodable.ts';
import { refuseMethod } from '../../http/methods.ts';
import { auditCursorOf, cursorOf } from '../../http/cursor.ts';
import type { GatewayEnv } from '../../http/env.ts';
import { readUtf8 } from '../../http/json-body.ts';
import { listEntries } from '../../audit/store/audit-trail.ts';
import type { AuditAction, AuditEntry, AuditOutcome } from '../../audit/types.ts';
import { listChecks, viewCheck, viewImage } from '../use-cases/checks.ts';
import { erasePerson } from '../../erasure/person.ts';
import { erasePersonImages } from '../../erasure/pictures.ts';
import { auditQuery, checksQuery, eraseBody, signInBody } from './schemas.ts';

export interface AdminDeps extends Deps {
  readonly admin: AdminConfig;
  /** 32 bytes each; the first signs. */
  readonly adminKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly trustedProxies: number;
}

interface AdminEnv {
  Variables: GatewayEnv['Variables'] & { admin: string };
}

const COOKIE = 'lifesign-admin';
const API = '/admin/api';
/** Without a `Path`, the cookie applies to the folder of the page, which a proxy may have moved. */
const COOKIE_PATH = '';

class AdminFailure extends Error {
  override readonly name = 'AdminFailure';
  readonly status: 400 | 401 | 404 | 405 | 429;
  readonly retryAfterSeconds: number | null;

  constructor(status: AdminFailure['status'], message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const parse = <T extends z.ZodType>(schema: T, value: unknown): z.infer<T> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    throw new AdminFailure(400, field === '' ? 'The request is not valid.' : `${field} is not valid.`);
  }
  return parsed.data;
};

/** Null for a body that is not JSON, which `parse` then refuses. Its text may hold a password and is not logged. */
const bodyOf = async (c: Context<AdminEnv>): Promise<unknown> => {
  try {
    return JSON.parse(await readUtf8(c.req));
  } catch {
    return null;
  }
};

export const adminRoutes = (deps: AdminDeps): Hono<AdminEnv> => {
  const sessions = createAdminSessions(deps.adminKeys, deps.admin.sessionSeconds, deps.clock);
  const guesses = deps.limiter.bucket('admin/guesses', deps.config.rateLimits.authentication);
  const app = new Hono<AdminEnv>();

  app.onError((error, c) => {
    if (error instanceof AdminFailure) {
      if (error.retryAfterSeconds !== null) {
        c.header('retry-after', String(error.retryAfterSeconds));
      }
      return c.json({ message: error.message }, error.status);
    }
    if (error instanceof HTTPException && error.status < 500) {
      return c.json({ message: 'The request could not be read.' }, 400);
    }
    deps.logger.error({ requestId: c.var.requestId, err: error }, 'request failed');
    if (isUnavailable(error)) {
      c.header('retry-after', String(retryAfterOf(error)));
      return c.json({ message: 'The database cannot be reached now. Try again in a moment.' }, 503);
    }
    return c.json({ message: 'Something went wrong on our side.' }, 500);
  });

  app.use(
    `${API}/*`,
    requireUtf8Address<AdminEnv>(() => new AdminFailure(400, 'The address is not UTF-8.')),
    bodyLimit({ maxSize: 16_384 }),
    // A cross-origin page cannot send this header without a CORS preflight, which is never allowed.
    createMiddleware<AdminEnv>(async (c, next) => {
      if (c.req.method !== 'GET' && c.req.header('x-requested-with') !== 'lifesign-admin') {
        throw new AdminFailure(400, 'The request does not come from the admin page.');
      }
      await next();
    }),
  );

  app.post(`${API}/sign-in`, async (c) => {
    const waitSeconds = await guesses.take(clientAddress(c, deps.trustedProxies));
    if (waitSeconds !== null) {
      throw new AdminFailure(429, 'Too many tries. Wait a minute.', waitSeconds);
    }
    const { name, password } = parse(signInBody, await bodyOf(c));
    const user = deps.admin.users.find((candidate) => candidate.name === name);
    const isRight = (await verifyPassword(password, user?.passwordHash)) && user !== undefined;
    // The typed name is not recorded: it may be a password in the wrong field.
    await auditAdmin(
      deps,
      user?.name ?? 'unknown',
      isRight ? 'signed-in' : 'sign-in-refused',
      isRight ? 'done' : 'refused',
    );
    if (!isRight) {
      throw new AdminFailure(401, 'Name or password is wrong.');
    }
    setCookie(c, COOKIE, await sessions.issue(user.name), {
      path: COOKIE_PATH,
      httpOnly: true,
      sameSite: 'Strict',
      secure: baseUrlOf(c, deps).startsWith('https:'),
      maxAge: deps.admin.sessionSeconds,
    });
    return c.json({ name: user.name });
  });

  app.post(`${API}/sign-out`, async (c) => {
    const signIn = await sessions.read(getCookie(c, COOKIE) ?? '');
    if (signIn !== null) {
      // A copied cookie would otherwise stay valid until it expires.
      await endSignIn(deps.db, signIn, deps.clock.now());
    }
    deleteCookie(c, COOKIE, { path: COOKIE_PATH });
    return c.json({});
  });

  app.use(`${API}/*`, signedIn(deps, sessions));

  app.get(`${API}/me`, (c) => c.json({ name: c.var.admin }));

  app.get(`${API}/checks`, async (c) => {
    const { page, pageSize, after, ...filter } = parse(checksQuery, c.req.query());
    const { next, ...found } = await deps.lists.read((db) => listChecks(db, filter, { page, pageSize, after }));
    const cursor = next === null ? null : cursorOf([next.createdAt.getTime(), next.id]);
    return c.json({ ...found, page, pageSize, next: cursor });
  });

  app.get(`${API}/checks/:id`, async (c) => {
    const check = await viewCheck(deps, c.req.param('id'), `admin:${c.var.admin}`);
    if (check === null) {
      throw new AdminFailure(404, 'There is no such check.');
    }
    return c.json(check);
  });

  app.get(`${API}/checks/:id/images/:imageId`, async (c) => {
    const { id, imageId } = c.req.param();
    const picture = await viewImage(deps, id, imageId, `admin:${c.var.admin}`);
    if (picture === null) {
      throw new AdminFailure(404, 'The picture has been erased, or was never there.');
    }
    return c.body(new Uint8Array(picture.bytes), 200, { 'content-type': picture.contentType });
  });

  app.get(`${API}/audit`, async (c) => {
    const { page, pageSize, ...query } = parse(auditQuery, c.req.query());
    const offset = query.after === undefined ? (page - 1) * pageSize : 0;
    const { entries, next, ...total } = await deps.lists.read((db) =>
      listEntries(db, { ...query, limit: pageSize, offset }),
    );
    const cursor = next === null ? null : auditCursorOf(next);
    return c.json({ items: entries.map(entryData), ...total, page, pageSize, next: cursor });
  });

  app.get(`${API}/audit-heads`, async (c) => c.json({ heads: await deps.audit.heads() }));

  app.get(`${API}/audit/:id`, async (c) => {
    const entry = await deps.audit.find(c.req.param('id'));
    if (entry === null) {
      throw new AdminFailure(404, 'There is no such entry.');
    }
    return c.json(entryData(entry));
  });

  app.post(`${API}/erase-images`, async (c) => {
    const { reason, ...person } = parse(eraseBody, await bodyOf(c));
    const erased = await erasePersonImages(deps, person, { actor: `admin:${c.var.admin}`, reason });
    return c.json({ erased });
  });

  app.post(`${API}/erase-person`, async (c) => {
    const { reason, ...person } = parse(eraseBody, await bodyOf(c));
    return c.json(await erasePerson(deps, person, { actor: `admin:${c.var.admin}`, reason }));
  });

  app.all(`${API}/*`, (c) => {
    refuseMethod(c, app, () => new AdminFailure(405, 'The method is not allowed here.'));
    throw new AdminFailure(404, 'There is no such thing here.');
  });
  return app;
};

const signedIn = ({ admin, db }: AdminDeps, sessions: AdminSessions) =>
  createMiddleware<AdminEnv>(async (c, next) => {
    const signIn = await sessions.read(getCookie(c, COOKIE) ?? '');
    // An administrator removed from the configuration loses access at once.
    const isKnown = signIn !== null && admin.users.some(({ name }) => name === signIn.name);
    if (!isKnown || (await isSignInEnded(db, signIn))) {
      throw new AdminFailure(401, 'Please sign in.');
    }
    c.set('admin', signIn.name);
    await next();
  });

const auditAdmin = async (deps: Deps, name: string, action: AuditAction, outcome: AuditOutcome): Promise<void> => {
  await deps.db.transaction().execute((tx) =>
    deps.audit.append(tx, {
      family: 'admin',
      tenant: 'sign-ins',
      actor: `admin:${name}`,
      userId: null,
      action,
      outcome,
    }),
  );
};

const entryData = ({ at, ...entry }: AuditEntry) => ({ ...entry, at: at.toISOString() });
