/** The composed form in which ids are stored, and the decomposed form in which earlier versions may have stored them. Pure. */
export const spellingsOf = (text: string): string[] => [...new Set([text.normalize('NFC'), text.normalize('NFD')])];
