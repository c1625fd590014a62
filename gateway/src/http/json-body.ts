/** Checks of every family on a JSON body before it is parsed: content type, length and nesting. */
import type { Env, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { parseExactly } from './long.ts';

export type BodyFault = 'too-long' | 'not-called-json' | 'not-json';

/** Messages for callers, in families without their own. */
export const describeBodyFault = (fault: BodyFault, maxSize: number): string => {
  switch (fault) {
    case 'too-long':
      return `The body is longer than ${maxSize} bytes.`;
    case 'not-called-json':
      return 'Content-Type must be application/json.';
    case 'not-json':
      return 'The body is not JSON.';
  }
};

export interface JsonBodyRule {
  /** Bytes. */
  readonly maxSize: number;
  /** Whether an empty body counts as `{}`, with any content type: `fetch` and curl also set one for an empty body. */
  readonly mayBeEmpty?: boolean;
  /** Whether integers beyond 2^53 are passed on as strings of digits, for fields that accept both. */
  readonly hasLongs?: boolean;
}

/** Most objects and lists in a body: a few megabytes of brackets would take hundreds in memory. */
const MAX_BRACKETS = 4096;

/** `refuse` is the family's, or the route's, answer. */
export const jsonBody = <E extends Env>(
  { maxSize, mayBeEmpty = false, hasLongs = false }: JsonBodyRule,
  refuse: (fault: BodyFault) => Error,
): readonly [MiddlewareHandler<E>, MiddlewareHandler<E>] => {
  const read = hasLongs ? (text: string): string => JSON.stringify(parseExactly(text)) : (text: string): string => text;
  return [
    bodyLimit({
      maxSize,
      onError: () => {
        throw refuse('too-long');
      },
    }),
    createMiddleware<E>(async (c, next) => {
      const text = await readUtf8(c.req.raw).catch(() => {
        throw refuse('not-json');
      });
      const isEmpty = mayBeEmpty && text.trim() === '';
      if (!isEmpty && !/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
        throw refuse('not-called-json');
      }
      if (!isEmpty && (hasTooManyBrackets(text) || !isJson(text))) {
        throw refuse('not-json');
      }
      // The body was consumed above, so later handlers read this one.
      c.req.raw = new Request(c.req.raw, {
        method: c.req.method,
        headers: asJson(c.req.raw.headers),
        body: isEmpty ? '{}' : read(text),
      });
      await next();
    }),
  ];
};

/** The validation of the route checks the type too; the length is of the body that was read. */
const asJson = (headers: Headers): Headers => {
  const renamed = new Headers(headers);
  renamed.set('content-type', 'application/json');
  renamed.delete('content-length');
  return renamed;
};

/** A body's text. Rejects bytes that are not UTF-8, which would be stored as replacement characters. */
export const readUtf8 = async (request: Pick<Request, 'arrayBuffer'>): Promise<string> =>
  new TextDecoder('utf-8', { fatal: true }).decode(await request.arrayBuffer());

/** Whether parsing would need far more memory than the text. Check it before parsing any untrusted JSON. */
export const hasTooManyBrackets = (text: string): boolean => {
  let count = 0;
  for (const bracket of '{[') {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > MAX_BRACKETS) {
        return true;
      }
    }
  }
  return false;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
