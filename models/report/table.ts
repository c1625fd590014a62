/** An evaluation for the terminal. */
import { columns } from './format.ts';
import { notesOf, tablesOf } from './rows.ts';
import type { Summary } from './summary.ts';

export const toTable = (summary: Summary): string =>
  [
    ...tablesOf(summary).flatMap(({ title, about, rows }) => [`${title}. ${about}`, ...columns(rows), '']),
    ...notesOf(summary),
  ].join('\n');
