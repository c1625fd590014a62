/** The examples, and what the test of them must know of each. */
export interface Example {
  /** Its folder in examples/. */
  readonly name: string;
  /** Has a script `build`. */
  readonly build: boolean;
  /** Where the page is then, relative to its folder. */
  readonly output: string;
}

export const EXAMPLES: readonly Example[] = [
  { name: 'vite-vanilla', build: true, output: 'dist' },
  { name: 'vite-react', build: true, output: 'dist' },
  { name: 'vite-vue', build: true, output: 'dist' },
  { name: 'vite-svelte', build: true, output: 'dist' },
  { name: 'webpack', build: true, output: 'dist' },
  { name: 'next', build: true, output: 'out' },
  { name: 'next-webpack', build: true, output: 'out' },
  { name: 'angular', build: true, output: 'dist/browser' },
  { name: 'esbuild', build: true, output: 'dist' },
  { name: 'parcel', build: true, output: 'dist' },
  { name: 'plain-html', build: true, output: 'public' },
  { name: 'other-origin', build: false, output: '.' },
];

/** These take a minute and more to install and to build. */
const SLOW: ReadonlySet<string> = new Set(['next', 'next-webpack', 'angular', 'parcel']);
const DAY_MS = 24 * 60 * 60 * 1000;
const HOW_MANY = 2;

/** Quick ones, others each day. */
export const someOf = (examples: readonly Example[], now = Date.now()): readonly Example[] => {
  const quick = examples.filter(({ name }) => !SLOW.has(name));
  const first = (Math.floor(now / DAY_MS) * HOW_MANY) % quick.length;
  return [...quick, ...quick].slice(first, first + HOW_MANY);
};
