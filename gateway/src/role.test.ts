import { expect, test } from 'vitest';
import { Mistake } from './mistake.ts';
import { roleOf } from './role.ts';

const SERVER = { kind: 'server', url: 'postgres://example' } as const;
const FOLDER = { kind: 'folder', path: '/data' } as const;

test('the word of the command line is the role, and none is all', () => {
  expect([[], ['all'], ['web'], ['worker']].map((words) => roleOf(words, SERVER))).toEqual([
    'all',
    'all',
    'web',
    'worker',
  ]);
  expect(roleOf([], FOLDER)).toBe('all');
});

test.each([
  [['workers'], SERVER, 'all, web, worker'],
  [['web', 'worker'], SERVER, 'not "web worker"'],
  [['worker'], FOLDER, 'needs DATABASE_URL'],
  [['web'], FOLDER, 'needs DATABASE_URL'],
] as const)('%j is a mistake that says what to do', (words, database, says) => {
  expect(() => roleOf(words, database)).toThrow(Mistake);
  expect(() => roleOf(words, database)).toThrow(says);
});
