/** The known settings of an element and a launch: unknown names are reported to the developer. */
import type { SessionSettings } from '../options.ts';
import { tellDeveloper } from './tell-developer.ts';

/** Settings without an attribute: those that are not strings. */
export type SelfieSettings = Omit<
  SessionSettings,
  'baseUrl' | 'token' | 'correlationId' | 'language' | 'helpCenter' | 'staticUrl' | 'assetsUrl'
>;

const SETTINGS: Readonly<Record<keyof SelfieSettings, true>> = {
  signal: true,
  camera: true,
  onEvent: true,
  onTokenExpired: true,
  backend: true,
  preferPassive: true,
  screenLight: true,
  handoff: true,
  createWorker: true,
  detector: true,
  engine: true,
};

const CONFIG: Readonly<Record<keyof SessionSettings, true>> = {
  ...SETTINGS,
  baseUrl: true,
  token: true,
  correlationId: true,
  language: true,
  helpCenter: true,
  staticUrl: true,
  assetsUrl: true,
};

/** The valid part of an element's settings. */
export const usableSettings = (settings: SelfieSettings | null | undefined): SelfieSettings => {
  if (settings === null || settings === undefined) {
    return {};
  }
  if (typeof settings !== 'object') {
    tellDeveloper(`settings must be an object and is a ${typeof settings}; it is not used`);
    return {};
  }
  tellUnknown(settings, SETTINGS);
  return settings;
};

/** For a launch by function call, without its appearance. */
export const tellUnknownConfig = (config: object): void => tellUnknown(config, CONFIG);

const tellUnknown = (given: object, known: object): void => {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(known, name)) {
      tellDeveloper(`${name} is no setting and is not used`);
    }
  }
};
