import type { Guidance, Reason, Strings } from './strings.ts';

/** The texts for a gateway's reason code; general ones for an unknown code, of a newer gateway. */
export const reasonWords = (reason: string, strings: Strings): Guidance =>
  isKnown(reason, strings) ? strings.reason[reason] : strings.unknownReason;

const isKnown = (reason: string, strings: Strings): reason is Reason => Object.hasOwn(strings.reason, reason);
