/** What an element is given besides text: taken as far as it can be used, the rest told to the developer. */
import type { SessionSettings } from '../options.ts';
import { tellDeveloper } from './tell-developer.ts';

/** What has no attribute: everything of a launch that is not text. */
export type SelfieSettings = Omit<
  SessionSettings,
  'baseUrl' | 'token' | 'correlationId' | 'language' | 'helpCenter' | 'staticUrl' | 'assetsUrl'
>;

const NAMES: Readonly<Record<keyof SelfieSettings, true>> = {
  signal: true,
  camera: true,
  onEvent: true,
  onTokenExpired: true,
  backend: true,
  preferPassive: true,
  createWorker: true,
  engine: true,
};

export const usableSettings = (settings: SelfieSettings | null | undefined): SelfieSettings => {
  if (settings === null || settings === undefined) {
    return {};
  }
  if (typeof settings !== 'object') {
    tellDeveloper(`settings must be an object and is a ${typeof settings}; it is not used`);
    return {};
  }
  for (const name of Object.keys(settings)) {
    if (!Object.hasOwn(NAMES, name)) {
      tellDeveloper(`${name} is no setting and is not used`);
    }
  }
  return settings;
};
