/** Rules that the page's styles must not override. `:host` rules lose to the page's unless they are `!important`. */
import { css } from 'lit';

export const resetStyles = css`
  :host {
    display: block;
    --_height: min(45em, 100vh);
    block-size: var(--lifesign-height, var(--_height));
  }

  @supports (height: 100dvh) {
    :host {
      --_height: min(45em, 100dvh);
    }
  }

  /* Out of the page's flow, and always rendered. */
  :host([modal]) {
    all: initial !important;
    position: fixed !important;
    display: block !important;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  /* Inherits nothing from the page but custom properties. */
  .frame {
    all: initial;
    box-sizing: border-box;
  }

  /* The text size of the browser's settings, not the page's. */
  :host,
  .frame {
    font-size: medium !important;
  }
`;
