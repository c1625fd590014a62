/**
 * The default colours: the style sheet, the default themes and the contrast test all use this table.
 * Does not know: how a theme is merged or applied.
 */

/** Every colour that the interface uses. Values are any CSS colour. */
export interface ThemeColors {
  /** Behind everything; also the veil around the oval, with some transparency. */
  readonly background: string;
  /** Cards and tiles on the background. */
  readonly surface: string;
  /** Thin lines between and around surfaces. */
  readonly border: string;
  readonly text: string;
  readonly textMuted: string;
  /** The main action and active elements. */
  readonly primary: string;
  readonly primaryHover: string;
  readonly onPrimary: string;
  /** A pale tint of the primary colour, behind icons. */
  readonly primarySoft: string;
  readonly success: string;
  readonly successSoft: string;
  readonly warning: string;
  readonly warningSoft: string;
  readonly danger: string;
  readonly dangerSoft: string;
  /** The keyboard's focus ring. */
  readonly focus: string;
  /** Behind the camera picture, visible before the first frame. */
  readonly stage: string;
  /** Laid over the camera picture outside of the oval. */
  readonly veil: string;
  /** The oval's outline before it fills. */
  readonly guide: string;
  /** The hint on the camera picture. */
  readonly hint: string;
  readonly onHint: string;
  /** Laid over the partner's page behind the dialog. */
  readonly backdrop: string;
}

export const LIGHT_COLORS: ThemeColors = {
  background: '#ffffff',
  surface: '#f4f7f7',
  border: '#d9e1e2',
  text: '#12201f',
  textMuted: '#4b5d5c',
  primary: '#0b6b60',
  primaryHover: '#08574e',
  onPrimary: '#ffffff',
  primarySoft: '#e2f2ef',
  success: '#137a45',
  successSoft: '#e1f4e8',
  warning: '#8a5200',
  warningSoft: '#fdf1dc',
  danger: '#b3261e',
  dangerSoft: '#fce8e6',
  focus: '#0b57d0',
  stage: '#e6eceb',
  veil: 'rgb(255 255 255 / 78%)',
  guide: '#7b8f8d',
  hint: '#12201f',
  onHint: '#ffffff',
  backdrop: 'rgb(10 22 21 / 56%)',
};

export const DARK_COLORS: ThemeColors = {
  background: '#101817',
  surface: '#1a2524',
  border: '#334240',
  text: '#eef5f4',
  textMuted: '#a9bab8',
  primary: '#5fd3bf',
  primaryHover: '#86e2d2',
  onPrimary: '#04241f',
  primarySoft: '#17342f',
  success: '#6fd69a',
  successSoft: '#16332a',
  warning: '#f3bd63',
  warningSoft: '#362a14',
  danger: '#ff9d94',
  dangerSoft: '#3b1f1d',
  focus: '#9cc2ff',
  stage: '#1f2c2a',
  veil: 'rgb(16 24 23 / 78%)',
  guide: '#8fa3a1',
  hint: '#eef5f4',
  onHint: '#101817',
  backdrop: 'rgb(0 0 0 / 66%)',
};

/** While the screen lights a dark face, in every theme: all is white except the picture, the texts and the ring. */
export const LIT_COLORS: ThemeColors = {
  ...LIGHT_COLORS,
  stage: '#ffffff',
  veil: '#ffffff',
  backdrop: '#ffffff',
};

/** Before and after the tints of the screen, and of the same luminance. */
export const NEUTRAL_TINT = '#dcdcdc';

/** The oval's outline on a tint. */
export const TINTED_GUIDE = LIGHT_COLORS.textMuted;

export const COLOR_NAMES = Object.keys(LIGHT_COLORS) as readonly (keyof ThemeColors)[];

/** `textMuted` to `--lifesign-color-text-muted`: the name under which a page may set the colour. */
export const colorProperty = (name: keyof ThemeColors): string =>
  `--lifesign-color-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
