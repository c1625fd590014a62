import { describe, expect, test } from 'vitest';
import { heldToChallenges, type Judgement } from './judgement.ts';
import { challengeFailure, CHALLENGES, drawChallenges } from './challenges.ts';

const ASKED = ['NOD', 'BLINK', 'SMILE'] as const;
const SESSION = { challenges: ASKED, isPassiveAllowed: true };
const MINUTE = 60_000;

const done = (names: readonly string[], times: readonly number[] = names.map((_name, index) => 1000 * (index + 1))) =>
  names.map((name, index) => ({ name, atMs: times[index] ?? 0 }));

const answer = (completed: ReturnType<typeof done>, more: { asked?: readonly string[]; isPassive?: boolean } = {}) => ({
  asked: ASKED,
  completed,
  isPassive: false,
  ...more,
});

describe('drawing', () => {
  test('as many as configured, each once, in every order', () => {
    const setting = { perSession: 2, types: ['BLINK', 'NOD', 'SMILE'], isPassiveAllowed: true } as const;
    const seen = new Set<string>();
    for (let first = 0; first < 3; first += 1) {
      for (let second = 0; second < 2; second += 1) {
        const picks = [first, second];
        seen.add(drawChallenges(setting, () => picks.shift() ?? 0).join());
      }
    }
    expect([...seen].toSorted()).toEqual([
      'BLINK,NOD',
      'BLINK,SMILE',
      'NOD,BLINK',
      'NOD,SMILE',
      'SMILE,BLINK',
      'SMILE,NOD',
    ]);
    expect(drawChallenges({ perSession: 0, types: CHALLENGES, isPassiveAllowed: true }, () => 0)).toEqual([]);
    expect(setting.types).toEqual(['BLINK', 'NOD', 'SMILE']);
  });
});

describe('checking a client’s answer', () => {
  test.each([
    ['all of them, in order', answer(done(ASKED)), null],
    ['on a clock that began long ago', answer(done(ASKED, [1e12, 1e12 + 900, 1e12 + 1800])), null],
    ['nothing said', undefined, 'challenges-missing'],
    [
      'another order asked',
      answer(done(['BLINK', 'NOD', 'SMILE']), { asked: ['BLINK', 'NOD', 'SMILE'] }),
      'challenges-differ',
    ],
    ['fewer asked', answer(done(['NOD']), { asked: ['NOD'] }), 'challenges-differ'],
    ['asked for nothing', answer([], { asked: [] }), 'challenges-differ'],
    ['one left out', answer(done(['NOD', 'SMILE'])), 'challenges-incomplete'],
    ['the wrong order', answer(done(['BLINK', 'NOD', 'SMILE'])), 'challenges-incomplete'],
    ['one twice', answer(done([...ASKED, 'SMILE'])), 'challenges-incomplete'],
    ['none', answer([]), 'challenges-incomplete'],
    ['two at once', answer(done(ASKED, [1000, 1000, 2000])), 'challenges-implausible'],
    ['backwards', answer(done(ASKED, [3000, 2000, 1000])), 'challenges-implausible'],
    ['faster than a person can move', answer(done(ASKED, [1000, 1100, 1200])), 'challenges-implausible'],
    ['longer than the session lives', answer(done(ASKED, [1000, 2000, 120_000])), 'challenges-implausible'],
    ['without them, by choice', answer([], { isPassive: true }), null],
    [
      'without them, by choice, under another order',
      answer([], { isPassive: true, asked: ['NOD'] }),
      'challenges-differ',
    ],
  ] as const)('%s', (_name, claimed, failure) => {
    expect(challengeFailure(SESSION, claimed, MINUTE)).toBe(failure);
  });

  test('an answer that comes before a person could have moved', () => {
    expect(challengeFailure(SESSION, answer(done(ASKED, [0, 250, 500])), 749)).toBe('challenges-implausible');
    expect(challengeFailure(SESSION, answer(done(ASKED, [0, 250, 500])), 750)).toBeNull();
  });

  test('no passive answer where it is not allowed', () => {
    const strict = { ...SESSION, isPassiveAllowed: false };
    expect(challengeFailure(strict, answer([], { isPassive: true }), MINUTE)).toBe('passive-refused');
    expect(challengeFailure(strict, answer(done(ASKED)), MINUTE)).toBeNull();
  });

  test('a session without challenges', () => {
    const none = { challenges: [], isPassiveAllowed: false };
    expect(challengeFailure(none, undefined, 0)).toBeNull();
    expect(challengeFailure(none, answer([], { asked: [] }), 0)).toBeNull();
    expect(challengeFailure(none, answer([], { asked: [], isPassive: true }), 0)).toBeNull();
    expect(challengeFailure(none, answer(done(ASKED)), MINUTE)).toBe('challenges-differ');
  });
});

describe('its effect on a verdict', () => {
  const live: Judgement = { state: 'live', reason: null, score: 0.9, details: { decidedBy: 'engine' } };
  const claimed = answer(done(ASKED));

  test('a failure turns live into uncertain and leaves spoof', () => {
    expect(heldToChallenges(live, claimed, 'challenges-incomplete')).toEqual({
      state: 'uncertain',
      reason: 'challenges-incomplete',
      score: 0,
      details: { decidedBy: 'engine', challenges: claimed, challengeFailure: 'challenges-incomplete' },
    });
    const spoof = { ...live, state: 'spoof', reason: 'spoof', score: 0.1 } as const;
    expect(heldToChallenges(spoof, claimed, 'challenges-incomplete')).toMatchObject({ state: 'spoof', score: 0.1 });
    expect(heldToChallenges(spoof, claimed, null)).toMatchObject({ state: 'spoof', reason: 'spoof' });
  });

  test('without challenges and without an answer the verdict stays', () => {
    expect(heldToChallenges(live, undefined, null)).toBe(live);
    expect(heldToChallenges(live, claimed, null)).toMatchObject({ state: 'live', details: { challenges: claimed } });
  });
});
