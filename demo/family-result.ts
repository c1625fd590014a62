/** The result of a check in its family's terms: the gateway's answers to the bank's server. */
import { make } from './dom.ts';
import type { FamilyKnowledge } from './family-knowledge.ts';
import { reviewLink, rows, show, type Told } from './result-view.ts';

const kindOf = (passed: boolean | null): string => (passed === null ? 'none' : passed ? 'good' : 'bad');

export const showFamilyResult = (told: Told, { standing, passed, answers, review }: FamilyKnowledge): void =>
  show([
    make('p', standing, `verdict ${kindOf(passed)}`),
    make('h3', 'What the bank’s server knows'),
    ...answers.flatMap(({ call, status, body }) => {
      const answer = make('pre', JSON.stringify(body, null, 2));
      // Wider than a phone, so it scrolls, and can be focused to scroll by keyboard.
      answer.tabIndex = 0;
      answer.setAttribute('role', 'region');
      answer.setAttribute('aria-label', `Answer to ${call}`);
      return [make('p', `${call}: ${String(status)}`, 'call'), answer];
    }),
    ...(review === null ? [] : [reviewLink(review)]),
    make('h3', 'What this page was told'),
    rows(told),
  ]);
