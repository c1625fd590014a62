/** The problems of a file or the environment, field by field, in one line. Without values, which may be secrets. */
import type { z } from 'zod';

const MOST = 5;

export const problemsOf = ({ issues }: z.ZodError): string => {
  const told = issues.slice(0, MOST).map(({ path, message }) => `${fieldOf(path)}${message}`);
  const left = issues.length - told.length;
  return [...told, ...(left === 0 ? [] : [`and ${left} more`])].join('; ');
};

const fieldOf = (path: readonly PropertyKey[]): string => {
  const field = path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`),
    '',
  );
  return field === '' ? '' : `${field}: `;
};
