/**
 * Checks all requests and console output of a browser context for what must never happen: a request to another host, a
 * token in an address or on the console, pixels sent to anything but an upload address, a violated content policy, an
 * uncaught error.
 */
import type { BrowserContext, ConsoleMessage, Request } from '@playwright/test';

export interface Guard {
  /** Problems so far, one line each. */
  readonly findings: readonly string[];
  /** Requests by origin. */
  readonly requests: ReadonlyMap<string, number>;
}

export interface GuardOptions {
  /** Origins that may get requests: the page's and the gateway's. */
  readonly origins: readonly string[];
  /** Console errors that the test provokes on purpose. */
  readonly expectedErrors?: RegExp | null;
}

const TOKEN = /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/;
const LOCAL = new Set(['data:', 'blob:', 'about:']);

/** Log lines of native code compiled to WebAssembly, which must not appear on a partner's console. */
const NATIVE_LOG = /^(INFO:|[IWEF]\d{4} )/;

const withoutSecrets = (text: string): string => text.replace(new RegExp(TOKEN, 'g'), '<token>').slice(0, 300);

export const watch = async (context: BrowserContext, options: GuardOptions): Promise<Guard> => {
  const findings: string[] = [];
  const requests = new Map<string, number>();
  const expected = options.expectedErrors ?? null;

  const onRequest = (request: Request): void => {
    const url = new URL(request.url());
    if (LOCAL.has(url.protocol)) {
      return;
    }
    requests.set(url.origin, (requests.get(url.origin) ?? 0) + 1);
    if (!options.origins.includes(url.origin)) {
      findings.push(`request to another origin: ${request.method()} ${withoutSecrets(request.url())}`);
    }
    if (TOKEN.test(`${url.pathname}${url.search}`)) {
      findings.push(`token in an address: ${request.method()} ${withoutSecrets(request.url())}`);
    }
    const type = request.headers()['content-type'] ?? '';
    if (type.startsWith('image/') && request.method() !== 'PUT') {
      findings.push(`pixels sent by ${request.method()} ${url.origin}${url.pathname}`);
    }
  };

  const onConsole = (message: ConsoleMessage): void => {
    const text = message.text();
    if (TOKEN.test(text)) {
      findings.push(`token on the console: ${withoutSecrets(text)}`);
    }
    if (/content security policy|trusted ?types/i.test(text)) {
      findings.push(`content policy: ${withoutSecrets(text)}`);
    } else if (NATIVE_LOG.test(text)) {
      findings.push(`native log on the console: ${withoutSecrets(text)}`);
    } else if (message.type() === 'error' && expected?.test(text) !== true) {
      findings.push(`console error: ${withoutSecrets(text)} (${message.location().url})`);
    }
  };

  context.on('request', onRequest);
  context.on('console', onConsole);
  context.on('weberror', (error) => {
    findings.push(`uncaught: ${withoutSecrets(String(error.error()))}`);
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => findings.push(`socket opened: ${withoutSecrets(socket.url())}`));
  });
  // Some violations are reported only by an event on the document.
  await context.exposeBinding('reportPolicyViolation', (_source, violation: string) => {
    findings.push(`content policy: ${violation}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      const report: unknown = Reflect.get(globalThis, 'reportPolicyViolation');
      if (typeof report === 'function') {
        report(`${effectiveDirective} blocked ${blockedURI} from ${sourceFile}`);
      }
    });
  });
  return { findings, requests };
};
