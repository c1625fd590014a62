/** `uiMessages` of the contract: texts for the person, by reason and language. */
import { toLanguage } from 'lifesign/contract';
import type { NextAction, ReasonCode, UiMessage, UserLocale } from 'lifesign/contract';
import { WORDS } from '../messages/all.ts';
import type { Words } from '../messages/words.ts';

/**
 * Keyed by reason code, the most important first: when no attempt is left, that message comes before the reason's, which is
 * advice for another attempt.
 */
export const uiMessagesOf = (
  reasonCode: ReasonCode | null,
  nextAction: NextAction,
  attemptsLeft: number,
  locale: UserLocale,
): Readonly<Record<string, UiMessage>> => {
  if (reasonCode === null) {
    return {};
  }
  const language = toLanguage(locale);
  const told = (key: keyof Words): UiMessage => ({ ...WORDS[language][key], language });
  return {
    ...(nextAction === 'EXIT' && attemptsLeft <= 0 ? { ATTEMPTS_EXHAUSTED: told('ATTEMPTS_EXHAUSTED') } : {}),
    [reasonCode]: told(reasonCode),
  };
};
