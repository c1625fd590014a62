/** A script for `new Worker`; it has no exports. */
export {};
