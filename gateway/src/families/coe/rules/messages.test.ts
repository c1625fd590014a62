import { expect, test } from 'vitest';
import { uiMessagesOf } from './messages.ts';

const keys = (...asked: Parameters<typeof uiMessagesOf>): string[] => Object.keys(uiMessagesOf(...asked));

test('what matters most comes first', () => {
  expect(keys('NOT_LIVE', 'RETRY', 1, 'en_ID')).toEqual(['NOT_LIVE']);
  expect(keys('NOT_LIVE', 'EXIT', 0, 'id_ID')).toEqual(['ATTEMPTS_EXHAUSTED', 'NOT_LIVE']);
  expect(keys('REFERENCE_IMAGE_NOT_FOUND', 'EXIT', 2, 'en_ID')).toEqual(['REFERENCE_IMAGE_NOT_FOUND']);
  expect(keys(null, 'STATUS', 2, 'en_ID')).toEqual([]);
});
