/** Composed as it is kept, and decomposed as it may have been kept before ids were composed: the same letters. Pure. */
export const spellingsOf = (text: string): string[] => [...new Set([text.normalize('NFC'), text.normalize('NFD')])];
