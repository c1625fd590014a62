/** The SDK's events and results as a readable log, and as window events for scripts that drive the page. */
import type { DocumentVerificationResult, SessionEvent } from 'lifesign';
import { byId, make } from './dom.ts';

const log = byId('log', HTMLOListElement);

const SHOWN_VALUES = 8;

const describe = (event: object): string =>
  Object.entries(event)
    .filter(([name]) => name !== 'type' && name !== 'at')
    .slice(0, SHOWN_VALUES)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');

const add = (title: string, words: string): void => {
  const entry = make('li', [make('b', title), make('span', words)]);
  log.append(entry);
};

export const clearLog = (): void => log.replaceChildren();

export const logEvent = (event: SessionEvent): void => {
  window.dispatchEvent(new CustomEvent('demo-event', { detail: event }));
  add(`${(event.at / 1000).toFixed(2)} s ${event.type}`, describe(event));
};

export const logResult = (result: DocumentVerificationResult): void => {
  window.dispatchEvent(new CustomEvent('demo-result', { detail: result }));
  add('result callback', describe(result));
};

/** An event outside the SDK. */
export const logNote = (words: string): void => add('page', words);
