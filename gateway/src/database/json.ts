import type { ColumnType } from 'kysely';

/** Written as text, because the two drivers differ on arrays. */
export type Json<T> = ColumnType<T, string, string>;
