/** A launch that a computer handed over, on the phone, by the link in the address of the page. Loads on demand. */
import type { DocumentVerificationResult } from './contract/index.ts';
import { readHandoffLink } from './handoff-link.ts';
import { launchWith } from './launch.ts';
import type { ResultCallback } from './launch.ts';
import { type HandedSettings, normaliseHanded } from './options.ts';
import type { LaunchLook } from './ui/config.ts';

export type HandedLaunchConfig = HandedSettings & LaunchLook;

/** Removes the link from the address. The config's `language` has precedence over that of the link. */
export const launchHanded = async (
  config: HandedLaunchConfig,
  resultCallback?: ResultCallback,
): Promise<DocumentVerificationResult> => {
  const link = readHandoffLink();
  const language = config.language ?? link?.language;
  const options = normaliseHanded({ ...config, ...(language === undefined ? {} : { language }) }, link?.code ?? null);
  return launchWith(options, config, resultCallback);
};
