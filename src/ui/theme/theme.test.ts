import { describe, expect, it } from 'vitest';
import { LIGHT, TINTS } from '../../contract/index.ts';
import {
  COLOR_NAMES,
  DARK_COLORS,
  LIGHT_COLORS,
  LIT_COLORS,
  NEUTRAL_TINT,
  TINTED_GUIDE,
  colorProperty,
} from './palette.ts';
import type { ThemeColors } from './palette.ts';
import {
  DefaultOneKycSelfieLivenessFlowTheme,
  DefaultOneKycSelfieVerificationFlowTheme,
  OneKycSelfieLivenessFlowTheme,
  OneKycSelfieVerificationFlowTheme,
} from './theme.ts';

const channels = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);

const decode = (part: number): number => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

const linearOf = (hex: string): readonly number[] => channels(hex).map(decode);

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = linearOf(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

/** Text colours and their backgrounds: WCAG 1.4.3 requires 4.5. */
const WORDS: readonly (readonly [keyof ThemeColors, keyof ThemeColors])[] = [
  ['text', 'background'],
  ['text', 'surface'],
  ['textMuted', 'background'],
  ['textMuted', 'surface'],
  ['primary', 'background'],
  ['primary', 'primarySoft'],
  ['onPrimary', 'primary'],
  ['onPrimary', 'primaryHover'],
  ['onHint', 'hint'],
];

/** Icons and outlines that carry meaning: WCAG 1.4.11 requires 3. */
const SIGNS: readonly (readonly [keyof ThemeColors, keyof ThemeColors])[] = [
  ['success', 'background'],
  ['success', 'successSoft'],
  ['warning', 'background'],
  ['warning', 'warningSoft'],
  ['danger', 'background'],
  ['danger', 'dangerSoft'],
  ['focus', 'background'],
  ['guide', 'background'],
  ['primary', 'stage'],
];

/** Signs that are drawn while the screen takes tints. */
const ON_TINT: readonly (readonly [keyof ThemeColors, keyof ThemeColors])[] = [
  ['focus', 'background'],
  ['guide', 'background'],
  ['primary', 'stage'],
];

describe.each([
  ['light', LIGHT_COLORS],
  ['dark', DARK_COLORS],
] as const)('the %s colours', (_, colors) => {
  it.each(WORDS)('have readable contrast of %s on %s', (front, back) => {
    expect(contrast(colors[front], colors[back])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SIGNS)('have visible contrast of %s on %s', (front, back) => {
    expect(contrast(colors[front], colors[back])).toBeGreaterThanOrEqual(3);
  });
});

describe.each([['neutral', NEUTRAL_TINT], ...Object.entries(TINTS)])('the %s tint of the screen', (_, tint) => {
  const colors = { ...LIT_COLORS, background: tint, stage: tint, guide: TINTED_GUIDE };

  it('is readable behind every text, and visible around every sign', () => {
    for (const [front, back] of WORDS) {
      expect([front, contrast(colors[front], colors[back]) >= 4.5]).toEqual([front, true]);
    }
    for (const [front, back] of ON_TINT) {
      expect([front, contrast(colors[front], colors[back]) >= 3]).toEqual([front, true]);
    }
  });

  it('is no saturated red', () => {
    const [red = 0, green = 0, blue = 0] = linearOf(tint);
    expect(red / (red + green + blue)).toBeLessThan(0.5);
  });
});

it('no change between two tints is a general or a red flash (WCAG 2.3.1)', () => {
  const tints = [NEUTRAL_TINT, ...Object.values(TINTS)];
  const seen: number[] = [];
  for (const from of tints) {
    for (const to of tints) {
      for (let share = 0; share <= 1; share += 0.02) {
        // Browsers fade between the encoded values.
        const [one, other] = [channels(from), channels(to)];
        const mixed = one.map((part, index) => part + share * ((other[index] ?? 0) - part)).map(decode);
        const [red = 0, green = 0, blue = 0] = mixed;
        seen.push(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        expect(red / (red + green + blue)).toBeLessThan(0.8);
      }
    }
  }
  // A flash needs two opposing changes of a tenth of the brightest white.
  expect(Math.max(...seen) - Math.min(...seen)).toBeLessThan(0.1);
  // And three of them within a second; each of these takes longer than half a one.
  expect(1000 / (LIGHT.settleMs + LIGHT.gapMs)).toBeLessThan(2);
});

it('names a custom property for every colour, each once', () => {
  expect(colorProperty('textMuted')).toBe('--lifesign-color-text-muted');
  expect(new Set(COLOR_NAMES.map(colorProperty)).size).toBe(COLOR_NAMES.length);
});

describe.each([
  [OneKycSelfieLivenessFlowTheme, DefaultOneKycSelfieLivenessFlowTheme, 'liveness'],
  [OneKycSelfieVerificationFlowTheme, DefaultOneKycSelfieVerificationFlowTheme, 'verification'],
] as const)('%o', (Theme, Default, flow) => {
  it('applies defaults for omitted and null fields', () => {
    const theme = new Theme({ colors: { dark: null }, fonts: null });
    expect(theme).toEqual({
      mode: 'NO_PREFERENCE',
      colors: { light: {}, dark: {} },
      fonts: {},
      images: {},
      copies: {},
      flow,
    });
    expect(new Theme(null)).toEqual(theme);
  });

  it('keeps given fields', () => {
    const theme = new Theme({ mode: 'DARK_MODE', colors: { light: { primary: '#123456' } } });
    expect(theme.mode).toBe('DARK_MODE');
    expect(theme.colors.light).toEqual({ primary: '#123456' });
  });

  it('has a default with every colour', () => {
    const theme = new Default();
    expect(theme).toBeInstanceOf(Theme);
    expect(Object.keys(theme.colors.light)).toEqual(COLOR_NAMES);
    expect(Object.keys(theme.colors.dark)).toEqual(COLOR_NAMES);
  });
});
