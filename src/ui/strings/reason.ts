import type { Guidance, Reason, Strings } from './strings.ts';

/** Words for a gateway's reason; a reason of a newer gateway gets general ones. */
export const reasonWords = (reason: string, strings: Strings): Guidance =>
  isKnown(reason, strings) ? strings.reason[reason] : strings.unknownReason;

const isKnown = (reason: string, strings: Strings): reason is Reason => Object.hasOwn(strings.reason, reason);
