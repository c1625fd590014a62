/**
 * The appearance and texts that a partner may change: four groups and a mode, every field optional.
 * One class for each flow, as the public documents name them; a plain object of the same shape works as well.
 */
import type { ThemeMode } from '../../contract/index.ts';
import type { Copies } from '../strings/strings.ts';
import { DARK_COLORS, LIGHT_COLORS } from './palette.ts';
import type { ThemeColors } from './palette.ts';

export interface ThemeFonts {
  /** CSS font-family list for running text. The partner's page loads the font. */
  readonly body?: string;
  /** CSS font-family list for headings; default: as `body`. */
  readonly heading?: string;
}

/** Addresses of pictures that replace the built-in drawings; the page's `img-src` policy must allow them. */
export interface ThemeImages {
  /** In the bar at the top. Default: no logo. */
  readonly logo?: string;
  readonly intro?: string;
  readonly retry?: string;
  readonly blocked?: string;
  readonly failed?: string;
}

export interface FlowTheme {
  /** Default `NO_PREFERENCE`: follows the device. */
  readonly mode?: ThemeMode | null;
  readonly colors?: {
    readonly light?: Partial<ThemeColors> | null;
    readonly dark?: Partial<ThemeColors> | null;
  } | null;
  readonly fonts?: ThemeFonts | null;
  readonly images?: ThemeImages | null;
  /** Texts by key that replace those of the chosen language. */
  readonly copies?: Copies | null;
}

abstract class BaseTheme implements FlowTheme {
  readonly mode: ThemeMode;
  readonly colors: { readonly light: Partial<ThemeColors>; readonly dark: Partial<ThemeColors> };
  readonly fonts: ThemeFonts;
  readonly images: ThemeImages;
  readonly copies: Copies;

  constructor(theme: FlowTheme | null = null) {
    this.mode = theme?.mode ?? 'NO_PREFERENCE';
    this.colors = { light: theme?.colors?.light ?? {}, dark: theme?.colors?.dark ?? {} };
    this.fonts = theme?.fonts ?? {};
    this.images = theme?.images ?? {};
    this.copies = theme?.copies ?? {};
  }
}

const DEFAULTS: FlowTheme = { colors: { light: LIGHT_COLORS, dark: DARK_COLORS } };

/** Appearance and texts of the selfie liveness flow. */
export class OneKycSelfieLivenessFlowTheme extends BaseTheme {
  readonly flow = 'liveness';
}

/** Appearance and texts of the selfie verification flow. */
export class OneKycSelfieVerificationFlowTheme extends BaseTheme {
  readonly flow = 'verification';
}

/** The default appearance with every colour; a base for small changes. */
export class DefaultOneKycSelfieLivenessFlowTheme extends OneKycSelfieLivenessFlowTheme {
  constructor() {
    super(DEFAULTS);
  }
}

/** The default appearance with every colour; a base for small changes. */
export class DefaultOneKycSelfieVerificationFlowTheme extends OneKycSelfieVerificationFlowTheme {
  constructor() {
    super(DEFAULTS);
  }
}
