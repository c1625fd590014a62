/**
 * Colours, type scale, spacing and shape as custom properties of the frame.
 * `--lifesign-…` may be set by the page; `--_…` are read by our own rules (the page's value, otherwise the default).
 */
import { css, unsafeCSS } from 'lit';
import { LIGHT, TINT_NAMES, TINTS } from '../../contract/light.ts';
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

/** @param value value of our own property, from the page's property and our colour. */
const declare = (colors: ThemeColors, value = (property: string, color: string) => `var(${property}, ${color})`) =>
  // Constants of this package only, never a value of a page.
  unsafeCSS(
    COLOR_NAMES.map((name) => {
      const property = colorProperty(name);
      return `${property.replace('--lifesign-color-', '--_')}: ${value(property, colors[name])};`;
    }).join('\n'),
  );

export const tokenStyles = css`
  .frame {
    ${declare(LIGHT_COLORS)}
    color-scheme: light;
    --_font-body: var(
      --lifesign-font-body,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Noto Naskh Arabic',
      sans-serif
    );
    --_font-heading: var(--lifesign-font-heading, var(--_font-body));
    --_radius: var(--lifesign-radius, 1rem);
    --_radius-control: var(--lifesign-radius-control, 0.875rem);
    --_text-s: 0.875rem;
    --_text-m: 1rem;
    --_text-l: 1.125rem;
    --_text-xl: 1.5rem;
    --_gap-xs: 0.25rem;
    --_gap-s: 0.5rem;
    --_gap-m: 1rem;
    --_gap-l: 1.5rem;
    --_ease: cubic-bezier(0.2, 0.7, 0.2, 1);
  }

  .frame[data-mode='dark'] {
    ${declare(DARK_COLORS)}
    color-scheme: dark;
  }

  .frame[data-lit] {
    ${declare(LIT_COLORS, (_property, color) => color)}
    color-scheme: light;
  }

  .frame[data-tint] {
    --_tint: ${unsafeCSS(NEUTRAL_TINT)};
    --_background: var(--_tint);
    --_stage: var(--_tint);
    --_veil: var(--_tint);
    --_backdrop: var(--_tint);
    --_guide: ${unsafeCSS(TINTED_GUIDE)};
  }

  ${unsafeCSS(TINT_NAMES.map((name) => `.frame[data-tint='${name}'] { --_tint: ${TINTS[name]} }`).join('\n'))}

  .frame[data-tint],
  .frame[data-tint] .veil,
  .frame[data-tint]::backdrop {
    transition-duration: ${LIGHT.fadeMs}ms;
  }
`;
