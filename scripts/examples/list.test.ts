import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { EXAMPLES, someOf } from './list.ts';

test('every folder in examples/ is tested', () => {
  const folders = readdirSync(resolve(import.meta.dirname, '../../examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'backend-node')
    .map(({ name }) => name);
  expect(folders.toSorted()).toEqual([...new Set(EXAMPLES.map(({ folder }) => folder))].toSorted());
});

test('a few that rotate daily through every quick one', () => {
  const day = 24 * 60 * 60 * 1000;
  const days = Array.from({ length: 6 }, (_, index) => someOf(EXAMPLES, index * day).map(({ name }) => name));
  expect(days[0]).not.toEqual(days[1]);
  expect(days.every(({ length }) => length === 2)).toBe(true);
  const quick = ['vite-vanilla', 'vite-react', 'webpack', 'esbuild', 'plain-html', 'other-origin'];
  expect([...new Set(days.flat())].toSorted()).toEqual(quick.toSorted());
});
