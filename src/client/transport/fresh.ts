/**
 * Maximum age of a session at which a selfie may still be begun for it, in families whose sessions expire. Milliseconds.
 * They expire after ten minutes unless configured otherwise, and an attempt with challenges may take six minutes.
 */
export const FRESH_MS = 120_000;
