/**
 * Why a camera did not open. Browsers differ in names and give few details, so the exception is read
 * together with what the Permissions API and the page's policy say.
 */
import type { ErrorCode } from '../errors.ts';
import { isLifesignError, LifesignError } from '../errors.ts';

/** Facts beside the exception; null where the browser does not report them. */
export interface RefusalFacts {
  readonly secureContext: boolean;
  /** False when the page, or the frame that it sits in, is not allowed to use a camera. */
  readonly policyAllows: boolean | null;
  /** The site's permission as the browser keeps it. */
  readonly permission: PermissionState | null;
}

/** Error codes by exception name. WebViews on devices in use still throw the old names. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  NotFoundError: 'camera-none',
  DevicesNotFoundError: 'camera-none',
  OverconstrainedError: 'camera-none',
  ConstraintNotSatisfiedError: 'camera-none',
  NotReadableError: 'camera-in-use',
  TrackStartError: 'camera-in-use',
  // Firefox: the device exists but did not start, in practice because another program uses it.
  AbortError: 'camera-in-use',
};

const REFUSALS = new Set(['NotAllowedError', 'PermissionDeniedError', 'PermissionDismissedError', 'SecurityError']);

export const toCameraError = (cause: unknown, facts: RefusalFacts): LifesignError => {
  if (isLifesignError(cause)) {
    return cause;
  }
  const name = cause instanceof Error || isNamed(cause) ? cause.name : 'unknown';
  const text = cause instanceof Error || isNamed(cause) ? (cause.message ?? '') : '';
  const code = REFUSALS.has(name) ? refusalCode(text, facts) : (CODES[name] ?? otherCode(name, facts));
  return new LifesignError(code, `The camera did not open: ${name}`, { cause, detail: name });
};

const refusalCode = (message: string, { secureContext, policyAllows, permission }: RefusalFacts): ErrorCode => {
  if (!secureContext) {
    return 'insecure-context';
  }
  if (policyAllows === false || /permissions? policy|feature policy/i.test(message)) {
    return 'permission-policy';
  }
  // If the site has the permission, the system refused (Chrome also says so in its message).
  return permission === 'granted' || /by system/i.test(message) ? 'permission-system' : 'permission-user';
};

const otherCode = (name: string, { secureContext }: RefusalFacts): ErrorCode => {
  if (!secureContext) {
    return 'insecure-context';
  }
  // `mediaDevices` is absent in some WebViews, and reading from it throws this.
  return name === 'TypeError' ? 'unsupported-browser' : 'camera-failed';
};

/** A DOMException of another realm is not an `instanceof Error`. */
const isNamed = (value: unknown): value is { readonly name: string; readonly message?: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
