/** The examples, with what their test needs to know. */
export interface Example {
  readonly name: string;
  /** Folder in examples/. */
  readonly folder: string;
  /** The script of its package.json that builds it; null: no build. */
  readonly build: string | null;
  /** Folder of the built page, relative to the example; null: Vite's development server serves it. */
  readonly output: string | null;
}

export const EXAMPLES: readonly Example[] = [
  { name: 'vite-vanilla', folder: 'vite-vanilla', build: 'build', output: 'dist' },
  { name: 'vite-dev', folder: 'vite-vanilla', build: null, output: null },
  { name: 'vite-react', folder: 'vite-react', build: 'build', output: 'dist' },
  { name: 'vite-vue', folder: 'vite-vue', build: 'build', output: 'dist' },
  { name: 'vite-svelte', folder: 'vite-svelte', build: 'build', output: 'dist' },
  { name: 'webpack', folder: 'webpack', build: 'build', output: 'dist' },
  { name: 'next', folder: 'next', build: 'build', output: 'out' },
  { name: 'next-webpack', folder: 'next', build: 'build:webpack', output: 'out' },
  { name: 'angular', folder: 'angular', build: 'build', output: 'dist/browser' },
  { name: 'esbuild', folder: 'esbuild', build: 'build', output: 'dist' },
  { name: 'parcel', folder: 'parcel', build: 'build', output: 'dist' },
  { name: 'plain-html', folder: 'plain-html', build: 'build', output: 'public' },
  { name: 'other-origin', folder: 'other-origin', build: null, output: '.' },
];

/** No page: Yarn 1 installs the package in Node 20. */
export const YARN = 'yarn-1';

/** These take half a minute and more to install and to build. */
const SLOW: ReadonlySet<string> = new Set([
  'vite-dev',
  'next',
  'next-webpack',
  'angular',
  'parcel',
  'vite-vue',
  'vite-svelte',
]);
const DAY_MS = 24 * 60 * 60 * 1000;
const HOW_MANY = 2;

/** Returns some quick ones, rotating daily. */
export const someOf = (examples: readonly Example[], now = Date.now()): readonly Example[] => {
  const quick = examples.filter(({ name }) => !SLOW.has(name));
  const first = (Math.floor(now / DAY_MS) * HOW_MANY) % quick.length;
  return [...quick, ...quick].slice(first, first + HOW_MANY);
};
