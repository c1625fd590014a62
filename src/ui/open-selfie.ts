/** A launch by function call: adds the element to the page, waits for its result and removes it. */
import type { DocumentVerificationResult } from '../contract/index.ts';
import type { SessionOptions } from '../options.ts';
import type { LaunchLook } from './config.ts';
import { LifesignSelfie } from './lifesign-selfie.ts';
import { registerElements } from './register.ts';
import { tellUnknownConfig } from './settings.ts';

/** @param config the config behind `options`, for the appearance. */
export const openSelfie = async (
  options: SessionOptions,
  { theme = null, container = null, ...config }: LaunchLook,
): Promise<DocumentVerificationResult> => {
  tellUnknownConfig(config);
  registerElements();
  const element = new LifesignSelfie();
  element.modal = container === null;
  element.closesItself = true;
  element.theme = theme;
  const result = new Promise<DocumentVerificationResult>((resolve) => {
    element.addEventListener('lifesign-result', (event) => resolve(event.result), { once: true });
  });
  (container ?? document.body).append(element);
  element.begin(options);
  try {
    return await result;
  } finally {
    // The element has closed its dialog and restored the focus by now; it opened none if its texts did not load.
    // On the phone of a hand-off, the last screen tells the person to return to the computer, and stays.
    if (!('handoffCode' in options.access)) {
      element.remove();
    }
  }
};
