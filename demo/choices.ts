/** What the visitor chose in the form. */
import type { ThemeMode } from 'lifesign';
import { byId } from './dom.ts';

export interface Choices {
  readonly flow: 'liveness' | 'verification';
  readonly partner: 'demo' | 'sandbox';
  readonly outcome: string;
  readonly language: string;
  readonly theme: ThemeMode;
  readonly place: 'modal' | 'embedded' | 'hosted' | 'frame';
}

const form = byId('choices', HTMLFormElement);

const chosen = <T extends string>(data: FormData, name: string, allowed: readonly [T, ...T[]]): T =>
  allowed.find((value) => value === data.get(name)) ?? allowed[0];

export const readChoices = (): Choices => {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    flow: chosen(data, 'flow', ['liveness', 'verification']),
    partner: chosen(data, 'partner', ['demo', 'sandbox']),
    outcome: text('outcome'),
    language: text('language'),
    theme: chosen(data, 'theme', ['NO_PREFERENCE', 'LIGHT_MODE', 'DARK_MODE']),
    place: chosen(data, 'place', ['modal', 'embedded', 'hosted', 'frame']),
  };
};

const showWhatMatters = (): void => {
  const { flow, partner, theme } = readChoices();
  byId('reference', HTMLFieldSetElement).hidden = flow !== 'verification' || partner !== 'demo';
  byId('outcome', HTMLLabelElement).hidden = partner !== 'sandbox';
  document.documentElement.dataset['theme'] = theme;
};

/** Connects the form; `start` runs one launch and may reject. */
export const setUpChoices = (start: (choices: Choices) => Promise<void>): void => {
  const button = byId('start', HTMLButtonElement);
  const problem = byId('problem', HTMLElement);
  const run = async (): Promise<void> => {
    button.disabled = true;
    problem.hidden = true;
    try {
      await start(readChoices());
    } catch (error) {
      problem.hidden = false;
      problem.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      button.disabled = false;
    }
  };
  form.addEventListener('change', showWhatMatters);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  showWhatMatters();
};
