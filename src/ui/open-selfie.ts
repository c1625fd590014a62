/** A launch by function call: puts the element on the page, waits for its result and takes it away again. */
import type { DocumentVerificationResult } from '../contract/index.ts';
import type { FlowKind } from '../flow/state.ts';
import type { LaunchConfig } from './config.ts';
import { LifesignSelfie } from './lifesign-selfie.ts';
import { registerElements } from './register.ts';

export const openSelfie = async (flow: FlowKind, config: LaunchConfig): Promise<DocumentVerificationResult> => {
  registerElements();
  const element = createElement(flow, config);
  const result = new Promise<DocumentVerificationResult>((resolve) => {
    element.addEventListener('lifesign-result', (event) => resolve(event.result), { once: true });
  });
  (config.container ?? document.body).append(element);
  try {
    return await result;
  } finally {
    // The element has closed its dialog and given the focus back by now; without words it never opened one.
    element.remove();
  }
};

const createElement = (flow: FlowKind, config: LaunchConfig): LifesignSelfie => {
  const { baseUrl, token, correlationId, language, theme, container, helpCenter, ...rest } = config;
  const { staticUrl, assetsUrl, ...settings } = rest;
  const element = new LifesignSelfie();
  element.modal = (container ?? null) === null;
  element.closesItself = true;
  element.flow = flow;
  element.language = language ?? null;
  element.theme = theme ?? null;
  element.helpCenter = helpCenter ?? null;
  element.staticUrl = staticUrl ?? null;
  element.assetsUrl = assetsUrl ?? null;
  element.settings = settings;
  element.baseUrl = baseUrl ?? null;
  element.token = token ?? null;
  element.correlationId = correlationId;
  return element;
};
