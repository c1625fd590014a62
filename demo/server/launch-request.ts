/** Validates launch requests: the page is the partner's own, but its requests can come from anywhere. */
import { THEME_MODES, USER_LOCALES, type SupportedFlow, type ThemeMode, type UserLocale } from 'lifesign/contract';
import type { AccountName } from './settings.ts';
import { readPicture, type Picture } from './visits.ts';

export interface LaunchRequest {
  readonly flow: SupportedFlow;
  readonly account: AccountName;
  /** User id that sets the sandbox's outcome; null for the real engine. */
  readonly outcome: string | null;
  readonly theme: ThemeMode;
  readonly locale: UserLocale;
  readonly reference: Picture | null;
  /** Through the hosted page instead of the SDK in this page. */
  readonly hosted: boolean;
}

const FLOWS = { liveness: 'STANDALONE_LIVENESS', verification: 'FACE_VERIFICATION' } as const;

/** Reads the body of `POST /api/launch`; returns a text that names the error. */
export const readLaunchRequest = (body: unknown): LaunchRequest | string => {
  if (typeof body !== 'object' || body === null) {
    return 'the body must be a JSON object';
  }
  const { flow, partner = 'demo', outcome, theme, locale, reference, hosted = false } = body as Record<string, unknown>;
  if (flow !== 'liveness' && flow !== 'verification') {
    return 'flow must be liveness or verification';
  }
  if (partner !== 'demo' && partner !== 'sandbox') {
    return 'partner must be demo or sandbox';
  }
  if (outcome !== undefined && (typeof outcome !== 'string' || !/^sandbox-[a-z-]{1,40}$/.test(outcome))) {
    return 'outcome must be the name of a sandbox scenario';
  }
  const picture = typeof reference === 'string' ? readPicture(reference) : null;
  if (reference !== undefined && reference !== null && picture === null) {
    return 'reference must be a JPEG or PNG as data URL, at most 5 MB';
  }
  if (typeof hosted !== 'boolean') {
    return 'hosted must be true or false';
  }
  return {
    flow: FLOWS[flow],
    account: partner,
    outcome: partner === 'sandbox' ? (outcome ?? 'sandbox-valid') : null,
    theme: THEME_MODES.find((mode) => mode === theme) ?? 'NO_PREFERENCE',
    locale: USER_LOCALES.find((candidate) => candidate === locale) ?? 'id_ID',
    reference: picture,
    hosted,
  };
};
