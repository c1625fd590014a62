/** Shows the end of a launch: the page's result, and the record of the bank's server. */
import type { DocumentVerificationResult } from 'lifesign';
import { byId, make } from './dom.ts';
import type { PartnerKnowledge, SubmissionDetails } from './partner-api.ts';

const section = byId('result', HTMLElement);
const body = byId('result-body', HTMLElement);

const REASONS: Readonly<Record<string, string>> = {
  NOT_LIVE: 'No live person was seen',
  FACE_MATCH_FAILED: 'The selfie shows another person than the picture',
  REFERENCE_IMAGE_VALIDATION_FAILED: 'The picture to compare with is not usable',
  REFERENCE_IMAGE_NOT_FOUND: 'The bank has no picture to compare with',
  DOCUMENT_NOT_FOUND: 'The selfie did not arrive',
  INVALID_DOCUMENT: 'The selfie is not usable',
  VERIFICATION_FAILED: 'No verdict could be reached',
};

export const rows = (entries: readonly (readonly [string, string | Node])[]): HTMLElement =>
  make(
    'dl',
    entries.flatMap(([term, value]) => [make('dt', term), make('dd', typeof value === 'string' ? value : [value])]),
  );

const time = (text: string | null): string => (text === null ? '–' : new Date(text).toLocaleTimeString());

/** The launch failed or was closed, so no verdict will come. After a processing timeout the pictures were sent: the verdict comes later. */
const isOver = (told: Told): boolean => {
  const facts = new Map(told);
  return facts.get('Status') !== 'COMPLETED' && facts.get('Detailed error code') !== 'processing-timeout';
};

const verdictOf = (
  known: PartnerKnowledge | null,
  isEnded: boolean,
): { readonly words: string; readonly kind: string } => {
  const details = known?.details ?? null;
  if (details === null) {
    return { words: 'Nothing was submitted', kind: 'none' };
  }
  if (details.status === 'IN_PROGRESS') {
    return isEnded
      ? { words: 'Ended before a verdict', kind: 'bad' }
      : { words: 'Still being checked', kind: 'waiting' };
  }
  if (details.status === 'ERROR') {
    return { words: 'No verdict', kind: 'bad' };
  }
  return details.result === 'VALID' ? { words: 'Verified', kind: 'good' } : { words: 'Not verified', kind: 'bad' };
};

/** Addresses of pictures have the gateway's own origin; through this page's origin they are the same. */
const pictures = (urls: Readonly<Record<string, string>>): HTMLElement =>
  make(
    'div',
    Object.entries(urls).map(([name, url]) => {
      const { pathname, search } = new URL(url, location.href);
      const image = make('img');
      image.alt = name === 'selfie' ? 'The selfie that was checked' : 'A second frame that was checked';
      image.src = pathname + search;
      return image;
    }),
    'pictures',
  );

const checkWords = (check: { readonly result: boolean; readonly version: string } | undefined): string =>
  check === undefined ? 'not looked at' : `${check.result ? 'passed' : 'failed'} (${check.version})`;

const detailRows = (details: SubmissionDetails, known: PartnerKnowledge): HTMLElement => {
  const { liveness, faceMatch } = details.submissionDetails.verificationResults;
  return rows([
    ['Reason', details.reasonCode === '' ? '–' : `${REASONS[details.reasonCode] ?? ''} (${details.reasonCode})`],
    ['Liveness', checkWords(liveness)],
    [
      'Face match',
      faceMatch === undefined ? 'not looked at' : `${checkWords(faceMatch)}, score ${faceMatch.score.toFixed(2)}`,
    ],
    ['Submission', details.submissionId],
    ['Decided at', time(details.processedAt)],
    [
      'Callback',
      known.callback === null
        ? 'not yet received'
        : `received at ${time(known.callbackReceivedAt)}, signature verified`,
    ],
    ['Pictures', pictures(details.submissionDetails.imageUrls)],
  ]);
};

/** The page's result as rows: from the SDK's callback, or from the hosted page by address or message. */
export type Told = readonly (readonly [string, string])[];

export const toldBySdk = ({ status, correlationId, submissionId, extra }: DocumentVerificationResult): Told => [
  ['Status', status],
  ['Correlation id', correlationId],
  ...(submissionId === undefined ? [] : [['Submission', submissionId] as const]),
  ...(extra === undefined
    ? []
    : [
        ['Error code', extra.errorCode] as const,
        ['Detailed error code', extra.detailedErrorCode ?? '–'] as const,
        ['Message', extra.errorMessage ?? '–'] as const,
      ]),
];

export const toldByHostedPage = (status: string, errorCode: string, correlationId: string): Told => [
  ['Status', status],
  ['Correlation id', correlationId],
  ...(errorCode === '' ? [] : [['Error code', errorCode] as const]),
];

/** Puts the parts of a result on the page. */
export const show = (parts: readonly HTMLElement[]): void => {
  body.replaceChildren(...parts);
  section.hidden = false;
};

/** Link to the record on the admin page; `query` is that of its list. */
export const reviewLink = (query: string): HTMLElement => {
  const link = make('a', 'Review it on the admin page');
  link.href = `/gateway/admin#/checks?${query}`;
  link.target = '_blank';
  return make('p', [link]);
};

export const showResult = (told: Told, known: PartnerKnowledge | null): void => {
  const { words, kind } = verdictOf(known, isOver(told));
  const parts: HTMLElement[] = [make('p', words, `verdict ${kind}`)];
  if (known?.details) {
    const query = new URLSearchParams({ family: 'coe', userId: known.userId });
    parts.push(
      make('h3', 'What the bank’s server knows'),
      detailRows(known.details, known),
      reviewLink(query.toString()),
    );
  }
  show([...parts, make('h3', 'What this page was told'), rows(told)]);
};

/** Scrolls to the result, which is below the form on a phone. */
export const goToResult = (): void => {
  if (!section.hidden) {
    const title = byId('result-title', HTMLElement);
    title.scrollIntoView({ block: 'start' });
    title.focus({ preventScroll: true });
  }
};

export const hideResult = (): void => {
  section.hidden = true;
};
