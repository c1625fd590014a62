import { createHash } from 'node:crypto';
import { hash } from 'bcryptjs';
import { expect, test } from 'vitest';
import { matchesPassword, matchNobody } from './spring-password.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('each notation matches its password and no other', async () => {
  const stored = {
    named: `{SHA-256}${sha256('secret')}`,
    salted: `{SHA-256}{salt}${sha256('secret{salt}')}`,
    bare: sha256('secret'),
    bcrypt: `{bcrypt}${await hash('secret', 4)}`,
  };
  for (const [name, each] of Object.entries(stored)) {
    expect([name, await matchesPassword('secret', each, 'sha_256')]).toEqual([name, true]);
    expect([name, await matchesPassword('Secret', each, 'sha_256')]).toEqual([name, false]);
  }
  expect(await matchesPassword('secret', await hash('secret', 4), 'bcrypt')).toBe(true);
  expect(await matchesPassword('', '{unknown}', 'sha_256')).toBe(false);
  expect(await matchesPassword('secret', `{constructor}${sha256('secret')}`, 'sha_256')).toBe(false);
});

/** Microseconds of CPU time, which other load does not change. */
const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

test('an unknown name takes as long as a wrong password', async () => {
  const stored = `{bcrypt}${await hash('secret', 10)}`;
  const wrong = await timeOf(() => matchesPassword('guess', stored, 'bcrypt'));
  const unknown = await timeOf(() => matchNobody('guess', 'bcrypt'));
  expect(unknown).toBeGreaterThan(wrong / 4);
  expect(unknown).toBeLessThan(wrong * 4);
});
