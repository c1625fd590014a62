/** Describes the error in a field of a body, without its value. */

export interface Invalid {
  readonly issues: readonly Issue[];
}

interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  /** Of `invalid_type`. */
  readonly expected?: unknown;
  /** Of `too_small` and `too_big`: what is too small or too big, and the bound. */
  readonly origin?: string;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

/** Describes the first invalid field; `data` is the body. */
export const explain = ({ issues }: Invalid, data: unknown): string => {
  const [issue] = issues;
  const field = issue?.path.map(String).join('.') ?? '';
  return issue === undefined || field === '' ? 'The body is not valid.' : `${field} ${faultOf(issue, data)}.`;
};

interface ValidationResult {
  readonly success: boolean;
  readonly data?: unknown;
  readonly error?: Invalid;
}

/** A validation hook that throws the family's failure with what the first invalid field lacks, never its value. */
export const refuseInvalidBy =
  (toFailure: (explanation: string) => Error) =>
  ({ success, data, error }: ValidationResult): undefined => {
    if (!success) {
      throw toFailure(explain(error ?? { issues: [] }, data));
    }
  };

const faultOf = ({ code, path, expected, origin, minimum, maximum }: Issue, data: unknown): string => {
  if (valueAt(data, path) === undefined) {
    return 'is missing';
  }
  const unit = origin === 'string' ? ' characters' : '';
  switch (code) {
    case 'invalid_type':
      return `must be ${WORDS[String(expected)] ?? String(expected)}`;
    case 'too_small':
      return unit === '' ? `must be at least ${String(minimum)}` : `is shorter than ${String(minimum)}${unit}`;
    case 'too_big':
      return unit === '' ? `must be at most ${String(maximum)}` : `is longer than ${String(maximum)}${unit}`;
    default:
      return 'is not valid';
  }
};

const WORDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    data,
  );
