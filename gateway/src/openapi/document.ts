/** The contract as OpenAPI 3.1: from the routes' own definitions, and parts common to all. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { NEXT_CURSOR_HEADER } from '../http/cursor.ts';
import { OPERATIONS } from './operations.ts';
import { WEBHOOKS } from './webhooks.ts';

export interface DocumentOptions {
  /** Null: the address of the request. */
  readonly publicUrl: string | null;
  /** The context path of the proxy; null where it is not configured. */
  readonly proxyPath: string | null;
  /** How the proxy's callers authenticate. */
  readonly proxyScheme: 'basic' | 'bearer';
}

const BASE = {
  openapi: '3.1.0',
  info: {
    title: 'Lifesign gateway',
    version: '1.0.0',
    description:
      'Passive face liveness and 1:1 face verification. In headers, ids beyond ASCII are UTF-8 bytes or RFC 8187 values ' +
      "(`UTF-8''Jos%C3%A9`). A path also answers with a slash at its end. A known path under a method that it does not have " +
      'is 405 with `Allow`, a body that is not called `application/json` is 415, both in the shape of the path’s family.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  tags: [
    { name: 'Partner backend', description: 'Server to server, with the partner token.' },
    { name: 'SDK', description: 'From the page, with the user token.' },
    { name: 'Callbacks', description: 'Requests from the gateway to a partner.' },
    { name: 'BPM self-service', description: 'Where configured; with your own bearer tokens.' },
    { name: 'Liveness Check Proxy', description: 'Where configured; `/admin` for administrators.' },
    { name: 'e-verify', description: 'Server to server with an API key; from the page with a capture token.' },
  ],
};

const apiKey = (name: string, description: string, place: 'header' | 'query' = 'header') => ({
  type: 'apiKey' as const,
  in: place,
  name,
  description,
});

const schemesOf = ({ proxyPath, proxyScheme }: DocumentOptions, used: ReadonlySet<string>) =>
  Object.fromEntries(
    Object.entries({
      clientId: apiKey('client-id', 'With pass-key.'),
      passKey: apiKey('pass-key', 'With client-id.'),
      partnerToken: apiKey('x-onekyc-token', 'The partner token.'),
      userToken: apiKey('x-onekyc-token', 'The user token.'),
      signature: apiKey('signature', 'Of the address as it was given, with `expires`.', 'query'),
      apiKey: apiKey('x-api-key', '`ev_live_…` or `ev_test_…`.'),
      captureToken: { type: 'http' as const, scheme: 'bearer', description: 'Of one e-verify session.' },
      bpmToken: {
        type: 'http' as const,
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'Of your identity provider.',
      },
      proxyCaller: {
        type: 'http' as const,
        scheme: proxyScheme,
        description: `Callers of ${proxyPath ?? 'the proxy'}.`,
      },
    }).filter(([name]) => used.has(name)),
  );

const text = (description: string, type: 'string' | 'integer' = 'string') => ({ description, schema: { type } });

const HEADERS = {
  RequestId: text('Names the request in the log.'),
  RetryAfter: text('Seconds until another try has a chance.', 'integer'),
  NextCursor: text('For the next page; absent on the last one.'),
  CaptureToken: text('For the page: permits the capture of this session.'),
};

const ref = (name: keyof typeof HEADERS) => ({ $ref: `#/components/headers/${name}` });

interface Responses {
  readonly [status: string]: Record<string, unknown>;
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Responses;
  readonly [field: string]: unknown;
}

const CURSORS = new Set(['listAuditLogs', 'retrieveLivenessChecks']);

const headersOf = (operationId: string, status: string): Record<string, object> => ({
  'x-request-id': ref('RequestId'),
  ...(status === '429' || status === '503' ? { 'retry-after': ref('RetryAfter') } : {}),
  ...(status === '200' && operationId === 'getSubmissionStatus' ? { 'retry-after': ref('RetryAfter') } : {}),
  ...(status === '200' && CURSORS.has(operationId) ? { [NEXT_CURSOR_HEADER]: ref('NextCursor') } : {}),
  ...(status === '200' && operationId === 'startLivenessSession'
    ? { 'x-lifesign-capture-token': ref('CaptureToken') }
    : {}),
});

/** The specification allows naming a credential by its scheme alone. */
const isCredential = ({ in: place, name }: { readonly in: string; readonly name: string }): boolean =>
  place === 'header' && name.toLowerCase() === 'authorization';

const complete = (key: string, operation: Operation): object => {
  const facts = OPERATIONS[key];
  if (facts === undefined) {
    throw new Error(`openapi/operations.ts does not know ${key}`);
  }
  const { operationId, security } = facts;
  const takesJson = operation.requestBody?.content['application/json'] !== undefined;
  const like = Object.values(operation.responses).find((_each, index) => index > 0) ?? {};
  const responses: Responses = takesJson
    ? { ...operation.responses, 415: { ...like, description: 'The body is not called application/json' } }
    : operation.responses;
  return {
    ...operation,
    operationId,
    security,
    ...(operation.parameters === undefined
      ? {}
      : { parameters: operation.parameters.filter((parameter) => !isCredential(parameter)) }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [
        status,
        { ...response, headers: headersOf(operationId, status) },
      ]),
    ),
  };
};

/** The generator appends flags to the pattern; JSON Schema has no flags and would match them as text. */
const withoutFlags = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(withoutFlags);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'pattern' && typeof item === 'string' ? item.replace(/\/[a-z]+$/, '') : withoutFlags(item),
    ]),
  );
};

export const describeApi = (app: Pick<OpenAPIHono, 'getOpenAPI31Document'>, options: DocumentOptions): object => {
  const document = withoutFlags(app.getOpenAPI31Document(BASE)) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: Readonly<Record<string, unknown>>;
  };
  const { proxyPath } = options;
  const keyOf = (method: string, path: string): string =>
    `${method} ${proxyPath !== null && path.startsWith(`${proxyPath}/`) ? path.slice(proxyPath.length) : path}`;
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [
      path,
      Object.fromEntries(
        Object.entries(item).map(([method, operation]) => [method, complete(keyOf(method, path), operation)]),
      ),
    ]),
  );
  const used = new Set(
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).flatMap((method) => (OPERATIONS[keyOf(method, path)]?.security ?? []).flatMap(Object.keys)),
    ),
  );
  return {
    ...document,
    servers: [{ url: options.publicUrl ?? '.' }],
    paths,
    webhooks: WEBHOOKS,
    components: {
      ...document.components,
      securitySchemes: schemesOf(options, used),
      headers: HEADERS,
    },
  };
};
