/** The handshake with the page around the hosted one. Tests run in a frame, so there is a real parent to talk to. */
import { afterEach, expect, it, vi } from 'vitest';
import { isFramed, learnParentOrigin } from './hosted-parent.ts';

const answer = (origin: string, source: Window = window.parent, type = 'SEND_ORIGIN_TO_ONEKYC'): void => {
  window.dispatchEvent(new MessageEvent('message', { data: { type }, origin, source }));
};

afterEach(() => vi.useRealTimers());

it('greets the parent and reads its origin, which is allowed', async () => {
  expect(isFramed()).toBe(true);
  const greeting = new Promise<unknown>((resolve) => {
    window.parent.addEventListener('message', ({ data }) => resolve(data), { once: true });
  });
  const learned = learnParentOrigin(['https://bank.example']);
  expect(await greeting).toEqual({ type: 'GET_ORIGIN_FROM_ONEKYC' });
  answer('https://bank.example');
  expect(await learned).toBe('https://bank.example');
});

it('accepts any origin where the launch allows any', async () => {
  const learned = learnParentOrigin(['*']);
  answer('https://anybody.example');
  expect(await learned).toBe('https://anybody.example');
});

it.each(['https://bank.example.evil.example', 'http://bank.example', 'null'])('refuses %s', async (origin) => {
  const learned = learnParentOrigin(['https://bank.example']);
  answer(origin);
  expect(await learned).toBeNull();
});

it('ignores other windows and other messages', async () => {
  const learned = learnParentOrigin(['https://bank.example']);
  answer('https://evil.example', window);
  answer('https://evil.example', window.parent, 'SOMETHING_ELSE');
  answer('https://bank.example');
  expect(await learned).toBe('https://bank.example');
});

it('stops waiting after its timeout', async () => {
  vi.useFakeTimers();
  const learned = learnParentOrigin(['*']);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await learned).toBeNull();
});
