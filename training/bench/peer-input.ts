/** The input of the peer's nets, shared by builder and runner. */

export const PEER_INPUT = 'input';
/** Pixels on each side. */
export const PEER_SIZE = 80;
