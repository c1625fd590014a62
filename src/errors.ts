/**
 * The error class of the SDK.
 * Owns: the closed set of codes, what each means for the flow (stage, retryable) and the guard.
 * Does not know: words for people (ui/strings) or the partner-facing result (contract/result).
 */

/** The stage of the flow in which an error occurred. */
export type ErrorStage = 'options' | 'support' | 'engine' | 'camera' | 'capture' | 'network' | 'session';

const DEFINITIONS = {
  'unsupported-browser': { stage: 'support', retryable: false },
  'insecure-context': { stage: 'support', retryable: false },
  'canvas-blocked': { stage: 'support', retryable: true },

  'asset-load-failed': { stage: 'engine', retryable: true },
  'asset-mismatch': { stage: 'engine', retryable: false },
  'engine-failed': { stage: 'engine', retryable: true },
  'worker-crashed': { stage: 'engine', retryable: true },

  'permission-policy': { stage: 'camera', retryable: false },
  'permission-user': { stage: 'camera', retryable: true },
  'permission-system': { stage: 'camera', retryable: true },
  'camera-in-use': { stage: 'camera', retryable: true },
  'camera-none': { stage: 'camera', retryable: true },
  'camera-lost': { stage: 'camera', retryable: true },
  'camera-failed': { stage: 'camera', retryable: true },
  'camera-too-small': { stage: 'camera', retryable: true },

  'capture-timeout': { stage: 'capture', retryable: true },
  'capture-failed': { stage: 'capture', retryable: true },
  'challenge-timeout': { stage: 'capture', retryable: true },

  'network-offline': { stage: 'network', retryable: true },
  'network-timeout': { stage: 'network', retryable: true },
  'network-failed': { stage: 'network', retryable: true },
  'api-unauthorized': { stage: 'network', retryable: false },
  'api-rejected': { stage: 'network', retryable: false },
  'api-rate-limited': { stage: 'network', retryable: true },
  'api-failed': { stage: 'network', retryable: true },
  'api-malformed': { stage: 'network', retryable: false },
  'processing-timeout': { stage: 'network', retryable: false },

  'handoff-unknown': { stage: 'network', retryable: false },
  'handoff-used': { stage: 'network', retryable: false },
  'handoff-expired': { stage: 'network', retryable: false },
  'handoff-ended': { stage: 'network', retryable: false },

  'too-many-attempts': { stage: 'session', retryable: false },
  'attempts-exhausted': { stage: 'session', retryable: false },
  'verification-failed': { stage: 'session', retryable: false },
  'help-requested': { stage: 'session', retryable: false },
  'session-timeout': { stage: 'session', retryable: false },
  'internal': { stage: 'session', retryable: false },
} as const satisfies Record<string, { stage: ErrorStage; retryable: boolean }>;

/** Closed set; a code never changes its meaning between releases. */
export type ErrorCode = keyof typeof DEFINITIONS;

export const ERROR_CODES = Object.keys(DEFINITIONS) as readonly ErrorCode[];

/** The serialisable half of a {@link LifesignError}: what crosses a worker or an event. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly stage: ErrorStage;
  /** True when the same launch may succeed if the person or the SDK tries again. */
  readonly retryable: boolean;
  /** For developers, in English; never shown to a person, never holds a token, payload or pixel. */
  readonly message: string;
  /** The original cause (reason code, HTTP cause, DOMException name), if there is one. */
  readonly detail?: string;
}

export class LifesignError extends Error implements ErrorData {
  override readonly name = 'LifesignError';
  readonly code: ErrorCode;
  readonly stage: ErrorStage;
  readonly retryable: boolean;
  readonly detail?: string;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; detail?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    const definition = DEFINITIONS[code];
    this.code = code;
    this.stage = definition.stage;
    this.retryable = definition.retryable;
    if (options.detail !== undefined) {
      this.detail = options.detail;
    }
  }

  toJSON(): ErrorData {
    return {
      code: this.code,
      stage: this.stage,
      retryable: this.retryable,
      message: this.message,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    };
  }
}

/** `instanceof` fails across realms and bundles, so the name and the closed code set decide. */
export const isLifesignError = (value: unknown): value is LifesignError =>
  value instanceof Error && value.name === 'LifesignError' && 'code' in value && isErrorCode(value.code);

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(DEFINITIONS, value);

/** Wraps anything thrown; an error of ours passes through unchanged. */
export const toLifesignError = (value: unknown, fallback: ErrorCode): LifesignError => {
  if (isLifesignError(value)) {
    return value;
  }
  const message = value instanceof Error ? `${value.name}: ${value.message}` : 'Unknown failure';
  return new LifesignError(fallback, message, { cause: value });
};

/** Rebuilds an error that crossed a worker boundary as data. */
export const fromErrorData = (data: ErrorData): LifesignError =>
  new LifesignError(data.code, data.message, data.detail === undefined ? {} : { detail: data.detail });
