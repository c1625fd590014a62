/** `uiMessages` of the contract: texts for the person, by reason and language. */
import { toLanguage } from 'lifesign/contract';
import type { NextAction, ReasonCode, UiMessage, UserLocale } from 'lifesign/contract';
import { WORDS } from '../messages/all.ts';
import type { Words } from '../messages/words.ts';

/**
 * Keyed by reason code, what matters most first: when no try is left, that comes before the reason, whose words are
 * advice for another one.
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
