/** The edited theme as code to copy, and its contrast problems. */
import type { ThemeColors } from 'lifesign';

export type Mode = 'light' | 'dark';

export interface ChosenTheme {
  /** Only fields that differ from the defaults. */
  readonly colors: Readonly<Record<Mode, Partial<ThemeColors>>>;
  /** Empty: the default. */
  readonly font: string;
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const colorLines = (mode: Mode, colors: Partial<ThemeColors>): readonly string[] => {
  const entries = Object.entries(colors).map(([name, value]) => `${name}: ${quoted(value)}`);
  return entries.length === 0 ? [] : [`    ${mode}: { ${entries.join(', ')} },`];
};

export const codeOf = ({ colors, font }: ChosenTheme): string => {
  const modes = (['light', 'dark'] as const).flatMap((mode) => colorLines(mode, colors[mode]));
  return [
    "import { OneKycSelfieLivenessFlowTheme } from 'lifesign';",
    '',
    'export const theme = new OneKycSelfieLivenessFlowTheme({',
    ...(modes.length === 0 ? [] : ['  colors: {', ...modes, '  },']),
    ...(font === '' ? [] : [`  fonts: { body: ${quoted(font)} },`]),
    '});',
    '',
  ].join('\n');
};

/** Text colours and their backgrounds; WCAG 2.2 requires 4.5 to 1. */
const PAIRS: readonly (readonly [keyof ThemeColors, keyof ThemeColors])[] = [
  ['text', 'background'],
  ['textMuted', 'background'],
  ['text', 'surface'],
  ['onPrimary', 'primary'],
  ['onPrimary', 'primaryHover'],
  ['primary', 'background'],
  ['onHint', 'hint'],
];

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

export const isHex = (color: string): boolean => /^#[0-9a-f]{6}$/i.test(color);

/** Pairs with too little contrast, described. Colours that are not written as `#rrggbb` are skipped. */
export const hardToRead = (colors: ThemeColors): readonly string[] =>
  PAIRS.filter(([front, back]) => isHex(colors[front]) && isHex(colors[back]))
    .map(([front, back]) => ({ front, back, ratio: contrast(colors[front], colors[back]) }))
    .filter(({ ratio }) => ratio < 4.5)
    .map(({ front, back, ratio }) => `${front} on ${back}: ${ratio.toFixed(1)} to 1`);
