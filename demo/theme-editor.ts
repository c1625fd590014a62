/** The theme editor: colours and a font on one side, a launch with a drawn face on the other, and the code to copy. */
import { DefaultOneKycSelfieLivenessFlowTheme, type LifesignSelfie, type ThemeColors } from 'lifesign';
import { fakeCamera, scriptedEngine, scriptedGateway } from 'lifesign/testing';
import { make } from './dom.ts';
import { codeOf, hardToRead, isHex, type Mode } from './theme-code.ts';

const DEFAULTS = new DefaultOneKycSelfieLivenessFlowTheme().colors as Readonly<Record<Mode, ThemeColors>>;

const labelled = (text: string, control: HTMLElement): HTMLLabelElement =>
  make('label', [control, new Text(` ${text}`)]);

const preview = (): LifesignSelfie => {
  const element: LifesignSelfie = document.createElement('lifesign-selfie');
  element.flow = 'liveness';
  element.language = 'en';
  element.settings = {
    camera: { getStream: fakeCamera().getStream },
    engine: scriptedEngine(),
    backend: scriptedGateway({ attempts: [{ result: 'INVALID' }, { result: 'VALID' }] }),
  };
  element.correlationId = 'theme-editor';
  return element;
};

/** Call it after `lifesign/define` has settled: properties of an element that is not yet defined are lost. */
export const setUpThemeEditor = (root: HTMLElement): void => {
  const changed: Record<Mode, Partial<Record<keyof ThemeColors, string>>> = { light: {}, dark: {} };
  let mode: Mode = 'light';
  const element = preview();

  const modeChoice = make('select', [new Option('Light', 'light'), new Option('Dark', 'dark')]);
  const font = make('input');
  font.placeholder = 'system-ui, sans-serif';
  const colors = make('div', [], 'colors');
  const warnings = make('p', '', 'problem');
  warnings.setAttribute('role', 'status');
  const code = make('pre');
  code.tabIndex = 0;
  const copy = make('button', 'Copy the code', 'primary');
  copy.type = 'button';

  const show = (): void => {
    const theme = { colors: changed, font: font.value.trim() };
    element.theme = {
      mode: mode === 'dark' ? 'DARK_MODE' : 'LIGHT_MODE',
      colors: changed,
      fonts: theme.font === '' ? {} : { body: theme.font },
    };
    code.textContent = codeOf(theme);
    const hard = hardToRead({ ...DEFAULTS[mode], ...changed[mode] });
    warnings.textContent = hard.length === 0 ? '' : `Hard to read: ${hard.join('; ')}. At least 4.5 to 1 is wanted.`;
  };

  const offerColors = (): void => {
    const names = (Object.keys(DEFAULTS[mode]) as (keyof ThemeColors)[]).filter((name) => isHex(DEFAULTS[mode][name]));
    colors.replaceChildren(
      ...names.map((name) => {
        const input = make('input');
        input.type = 'color';
        input.name = name;
        input.value = changed[mode][name] ?? DEFAULTS[mode][name];
        input.addEventListener('input', () => {
          const { [name]: _, ...others } = changed[mode];
          changed[mode] = input.value === DEFAULTS[mode][name] ? others : { ...others, [name]: input.value };
          show();
        });
        return labelled(name, input);
      }),
    );
  };

  modeChoice.addEventListener('change', () => {
    mode = modeChoice.value === 'dark' ? 'dark' : 'light';
    offerColors();
    show();
  });
  font.addEventListener('input', show);
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(code.textContent).then(() => copy.replaceChildren('Copied'));
  });

  offerColors();
  show();
  root.append(
    make(
      'section',
      [labelled('Mode', modeChoice), labelled('Font of the words', font), colors, warnings, copy, code],
      'card',
    ),
    make('section', [element], 'card preview'),
  );
};
