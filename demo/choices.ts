/** What the visitor chose in the form. */
import type { ThemeMode } from 'lifesign';
import { byId, make } from './dom.ts';
import { OUTCOMES } from './outcomes.ts';

export interface Choices {
  readonly family: 'coe' | 'bpm' | 'e-verify' | 'lcp';
  readonly flow: 'liveness' | 'verification';
  readonly partner: 'demo' | 'sandbox';
  /** A fixed one; null for the real engine. */
  readonly outcome: string | null;
  /** Whether the visitor wants challenges; false for families without them. */
  readonly movements: boolean;
  readonly language: string;
  readonly theme: ThemeMode;
  readonly place: 'modal' | 'embedded' | 'hosted' | 'frame';
}

const form = byId('choices', HTMLFormElement);
const outcomes = byId('outcomes', HTMLSelectElement);
const place = byId('place', HTMLSelectElement);

/** The Liveness Check Proxy of this gateway has one provider, and the mock has fixed outcomes only. */
let isLcpMock = false;

/** The families whose gateway may ask for challenges. */
const ASKING: readonly Choices['family'][] = ['bpm', 'e-verify'];

const chosen = <T extends string>(data: FormData, name: string, allowed: readonly [T, ...T[]]): T =>
  allowed.find((value) => value === data.get(name)) ?? allowed[0];

const hasFixedOutcomes = ({ family, partner }: Pick<Choices, 'family' | 'partner'>): boolean => {
  switch (family) {
    case 'coe':
    case 'e-verify':
      return partner === 'sandbox';
    case 'lcp':
      return isLcpMock;
    case 'bpm':
      return false;
  }
};

export const readChoices = (): Choices => {
  const data = new FormData(form);
  const language = data.get('language');
  const family = chosen(data, 'family', ['coe', 'bpm', 'e-verify', 'lcp']);
  const partner = chosen(data, 'partner', ['demo', 'sandbox']);
  return {
    family,
    flow: chosen(data, 'flow', ['liveness', 'verification']),
    partner,
    outcome: hasFixedOutcomes({ family, partner }) ? outcomes.value : null,
    movements: ASKING.includes(family) && chosen(data, 'movements', ['passive', 'asked']) === 'asked',
    language: typeof language === 'string' ? language : 'en',
    theme: chosen(data, 'theme', ['NO_PREFERENCE', 'LIGHT_MODE', 'DARK_MODE']),
    place: chosen(data, 'place', ['modal', 'embedded', 'hosted', 'frame']),
  };
};

const offerOutcomes = (family: Choices['family']): void => {
  const offered = family === 'bpm' ? [] : OUTCOMES[family];
  outcomes.replaceChildren(
    ...offered.map(([value, words]) => {
      const option = make('option', words);
      option.value = value;
      return option;
    }),
  );
};

const showWhatMatters = (): void => {
  const choices = readChoices();
  const { family, flow, partner, theme } = choices;
  const isCoe = family === 'coe';
  const hasAccounts = isCoe || family === 'e-verify';
  const isFixed = hasFixedOutcomes(choices);
  byId('flows', HTMLFieldSetElement).hidden = !isCoe;
  byId('reference', HTMLFieldSetElement).hidden = !isCoe || flow !== 'verification' || partner !== 'demo';
  byId('movements', HTMLFieldSetElement).hidden = !ASKING.includes(family) || isFixed;
  byId('deciders', HTMLFieldSetElement).hidden = !hasAccounts && !isFixed;
  byId('account', HTMLLabelElement).hidden = !hasAccounts;
  byId('outcome', HTMLLabelElement).hidden = !isFixed;
  // The hosted page is the CoE family's own.
  for (const option of place.options) {
    option.disabled = !isCoe && (option.value === 'hosted' || option.value === 'frame');
  }
  if (place.selectedOptions[0]?.disabled) {
    place.value = 'modal';
  }
  document.documentElement.dataset['theme'] = theme;
};

/** Sets the provider behind the Liveness Check Proxy, once it is known. */
export const setLcpProvider = (provider: 'lifesign' | 'mock'): void => {
  isLcpMock = provider === 'mock';
  showWhatMatters();
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
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'family') {
      offerOutcomes(readChoices().family);
    }
    showWhatMatters();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  // Browsers restore the form's values when the visitor comes back.
  offerOutcomes(readChoices().family);
  showWhatMatters();
};
