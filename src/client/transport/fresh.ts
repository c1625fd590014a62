/**
 * How long a session of a family whose sessions run out is taken for a selfie that is only begun now. Milliseconds. They
 * last ten minutes unless configured otherwise, and an attempt that asks for movements may take six of them.
 */
export const FRESH_MS = 120_000;
