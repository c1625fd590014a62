/**
 * The environment of a process that must get none of this one's settings: the paths of programs, and Node's compile cache
 * (scripts/test.ts), which halves the start of each of about a hundred processes.
 */
export const BARE_ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
};
