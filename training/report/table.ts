/** Tables and notes for the terminal. */
import { columns } from './format.ts';
import type { Table } from './rows.ts';

export const toText = (tables: readonly Table[], notes: readonly string[]): string =>
  [...tables.flatMap(({ title, about, rows }) => [`${title}. ${about}`, ...columns(rows), '']), ...notes].join('\n');
