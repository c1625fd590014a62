import { randomUUID } from 'node:crypto';

/** Values by an unguessable id, in memory only, limited to the latest ones. */
export interface Recent<T> {
  /** Returns the id. */
  open(value: T): string;
  find(id: string): T | undefined;
}

const MAX = 200;

export const createRecent = <T>(): Recent<T> => {
  const values = new Map<string, T>();
  return {
    open: (value) => {
      const id = randomUUID();
      values.set(id, value);
      const [oldest] = values.keys();
      if (values.size > MAX && oldest !== undefined) {
        values.delete(oldest);
      }
      return id;
    },
    find: (id) => values.get(id),
  };
};
