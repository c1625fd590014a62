/** What the peer's nets are fed: by those who build them, and by those who run them. */

export const PEER_INPUT = 'input';
/** Pixels on each side. */
export const PEER_SIZE = 80;
