/** What no style of the page may change. Rules of a shadow tree lose to those of the page, unless they are important. */
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

  /* Out of the page's flow, and never kept from being drawn. */
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

  /* What the person chose in the browser, not what the page makes of it. */
  :host,
  .frame {
    font-size: medium !important;
  }
`;
