/** What the demo shows of a launch, from the page's result and the server's record. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { PartnerKnowledge } from './partner-api.ts';
import type { Told } from './result-view.ts';

let showResult: (told: Told, known: PartnerKnowledge | null) => void;
beforeAll(async () => {
  document.body.innerHTML = '<section id="result" hidden><div id="result-body"></div></section>';
  ({ showResult } = await import('./result-view.ts'));
});
beforeEach(() => {
  document.getElementById('result-body')?.replaceChildren();
});

const known = (status: 'IN_PROGRESS' | 'ERROR' | 'COMPLETED', result?: 'VALID' | 'INVALID'): PartnerKnowledge => ({
  userId: 'u',
  details: {
    status,
    submissionId: 's',
    ...(result === undefined ? {} : { result }),
    reasonCode: '',
    processedAt: null,
    submissionDetails: { imageUrls: {}, verificationResults: {} },
  },
  callback: null,
  callbackVerified: false,
  callbackReceivedAt: null,
});

it.each([
  ['Still being checked', 'COMPLETED', null, known('IN_PROGRESS')],
  ['Still being checked', 'ERROR', 'processing-timeout', known('IN_PROGRESS')],
  ['Ended before a verdict', 'ERROR', 'network-failed', known('IN_PROGRESS')],
  ['Ended before a verdict', 'NOT_COMPLETED', null, known('IN_PROGRESS')],
  ['No verdict', 'ERROR', 'api-failed', known('ERROR')],
  ['Verified', 'COMPLETED', null, known('COMPLETED', 'VALID')],
  ['Not verified', 'ERROR', 'NOT_LIVE', known('COMPLETED', 'INVALID')],
  ['Nothing was submitted', 'NOT_COMPLETED', null, null],
] as const)('says %s after %s (%s)', (words, status, detail, knowledge) => {
  showResult([['Status', status], ...(detail === null ? [] : [['Detailed error code', detail] as const])], knowledge);
  expect(document.querySelector('.verdict')?.textContent).toBe(words);
});
