/** The frame around every screen, as a dialog or as part of a page, on a phone, a desktop and a phone on its side. */
import { css } from 'lit';

export const frameStyles = css`
  :host {
    display: block;
    --_height: min(45rem, 100vh);
    block-size: var(--lifesign-height, var(--_height));
  }

  @supports (height: 100dvh) {
    :host {
      --_height: min(45rem, 100dvh);
    }
  }

  :host([modal]) {
    block-size: 0;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    container: lifesign / size;
    overflow: hidden;
    background: var(--_background);
    color: var(--_text);
    font-family: var(--_font-body);
    font-size: var(--_text-m);
    line-height: 1.5;
    text-align: start;
    -webkit-text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
  }

  dialog.frame {
    position: fixed;
    inset: 0;
    display: none;
    inline-size: min(27.5rem, 100vw);
    block-size: var(--lifesign-height, var(--_height));
    max-inline-size: none;
    max-block-size: none;
    margin: auto;
    padding: 0;
    border: 0;
    border-radius: calc(var(--_radius) * 1.5);
    box-shadow: 0 1.5rem 4rem rgb(0 0 0 / 28%);
  }

  dialog.frame[open] {
    display: flex;
    animation: enter 240ms var(--_ease) both;
  }

  /* The fallback is for browsers whose backdrop inherits nothing from its dialog (Chrome before 122). */
  dialog.frame::backdrop {
    background: var(--_backdrop, rgb(10 22 21 / 56%));
  }

  @media (max-width: 40rem), (max-height: 36rem) {
    dialog.frame {
      inline-size: 100vw;
      block-size: 100vh;
      block-size: 100dvh;
      border-radius: 0;
      padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    }
  }

  @media (min-width: 40.01rem) and (max-height: 36rem) {
    dialog.frame {
      inline-size: min(56rem, 100vw);
      margin: auto;
    }
  }

  .bar {
    flex: none;
    display: flex;
    align-items: center;
    gap: var(--_gap-s);
    min-block-size: 3.25rem;
    padding-inline: var(--_gap-l) var(--_gap-s);
  }

  .bar .name {
    flex: 1;
    margin: 0;
    color: var(--_text-muted);
    font-size: var(--_text-s);
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  .bar img {
    max-block-size: 1.75rem;
    max-inline-size: 50%;
  }

  .content {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .heading {
    margin: 0;
    font-family: var(--_font-heading);
    font-size: var(--_text-xl);
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }

  :lang(ar) .heading,
  .frame[lang='ar'] .heading {
    letter-spacing: 0;
  }

  /* Takes the focus so that a screen reader begins here; it is nothing to press, so it shows no ring. */
  .heading:focus {
    outline: none;
  }

  .text {
    margin: 0;
    color: var(--_text-muted);
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }

  .caption {
    flex: none;
    display: flex;
    flex-direction: column;
    gap: var(--_gap-xs);
    /* Room for the longest words at the usual size, so that the stage above keeps its own size. */
    min-block-size: 9.5rem;
    padding: var(--_gap-m) var(--_gap-l);
    text-align: center;
  }

  .caption .heading {
    font-size: 1.375rem;
  }

  .progress {
    align-self: center;
    inline-size: min(14rem, 100%);
    block-size: 0.375rem;
    margin-block-start: var(--_gap-m);
    border: 0;
    border-radius: 1rem;
    overflow: hidden;
    appearance: none;
    background: var(--_border);
    color: var(--_primary);
    accent-color: var(--_primary);
  }

  .progress::-webkit-progress-bar {
    background: var(--_border);
  }

  .progress::-webkit-progress-value {
    border-radius: 1rem;
    background: var(--_primary);
    transition: inline-size 200ms;
  }

  .progress::-moz-progress-bar {
    border-radius: 1rem;
    background: var(--_primary);
  }

  .progress:indeterminate {
    visibility: hidden;
    block-size: 0;
    margin: 0;
  }

  /* Told late, and not at all to those who wait shorter. */
  .late {
    visibility: hidden;
    animation: tell 1ms 8s forwards;
  }

  @keyframes tell {
    to {
      visibility: visible;
    }
  }

  .sheet {
    flex: 1 0 auto;
    display: flex;
    flex-direction: column;
    gap: var(--_gap-l);
    padding: var(--_gap-s) var(--_gap-l) 0;
  }

  .lead {
    display: flex;
    flex-direction: column;
    gap: var(--_gap-s);
    text-align: center;
  }

  .lead .illustration {
    margin-block-end: var(--_gap-s);
  }

  .details {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: var(--_gap-s);
  }

  .subheading {
    margin: 0;
    font-size: var(--_text-m);
    font-weight: 600;
  }

  .list {
    display: flex;
    flex-direction: column;
    gap: 0.625rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .list li {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    overflow-wrap: anywhere;
  }

  .list-icon {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 50%;
    background: var(--_primary-soft);
    color: var(--_primary);
    font-weight: 650;
  }

  .list-icon .icon {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .privacy {
    display: flex;
    align-items: flex-start;
    gap: 0.625rem;
    margin: var(--_gap-s) 0 0;
    padding: 0.625rem 0.75rem;
    border-radius: 0.75rem;
    background: var(--_surface);
    color: var(--_text-muted);
    font-size: var(--_text-s);
  }

  .privacy .icon {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    color: var(--_primary);
  }

  .note {
    margin: 0;
    color: var(--_text-muted);
    font-size: var(--_text-s);
    text-align: center;
  }

  .note:empty {
    display: none;
  }

  .leaving {
    position: absolute;
    inset: 0;
    display: flex;
    align-items: flex-end;
    background: var(--_backdrop);
    animation: fade 160ms both;
  }

  .leaving-card {
    flex: 1;
    max-block-size: 100%;
    overflow: auto;
    padding: var(--_gap-l);
    border-start-start-radius: calc(var(--_radius) * 1.5);
    border-start-end-radius: calc(var(--_radius) * 1.5);
    background: var(--_background);
    text-align: center;
  }

  .leaving-card .heading {
    margin-block-end: var(--_gap-s);
    font-size: 1.25rem;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @keyframes enter {
    from {
      transform: translateY(0.75rem);
      opacity: 0;
    }
  }

  @keyframes fade {
    from {
      opacity: 0;
    }
  }

  /* A short phone: the same words in less room. */
  @container lifesign (max-height: 42rem) {
    .illustration.face svg {
      inline-size: 7.5rem;
    }

    .illustration.sign {
      inline-size: 4.5rem;
      block-size: 4.5rem;
    }

    .lead {
      gap: var(--_gap-xs);
    }

    .sheet {
      gap: var(--_gap-m);
      padding-block-start: 0;
    }

    .caption {
      min-block-size: 8.75rem;
      padding-block: 0.75rem;
    }

    .list {
      gap: 0.5rem;
    }
  }

  /* Where there is room, what to press stays in sight while the words scroll. */
  @container lifesign (min-height: 30rem) {
    .sheet .actions {
      position: sticky;
      inset-block-end: 0;
    }
  }

  /* A phone on its side: picture and words next to each other. */
  @container lifesign (max-height: 30rem) and (min-width: 34rem) {
    .content.on-stage,
    .sheet {
      flex-direction: row;
    }

    .sheet {
      gap: var(--_gap-l);
    }

    .stage {
      flex: 1.2 1 0;
      margin-block-end: var(--_gap-m);
    }

    .guide {
      inset: 3.25rem 0.75rem 1.75rem;
      block-size: calc(100% - 5rem);
    }

    .bubble {
      inset-block-start: 0.5rem;
    }

    .caption {
      flex: 1 1 0;
      justify-content: center;
      min-block-size: 0;
    }

    .lead,
    .details {
      flex: 1 1 0;
      min-inline-size: 0;
    }

    .lead {
      justify-content: center;
    }

    .illustration.face svg {
      inline-size: 8rem;
    }
  }

  /* Magnified four times: one column that scrolls, and a stage that still shows a face. */
  @container lifesign (max-width: 20rem) {
    .bar {
      padding-inline: var(--_gap-m) var(--_gap-xs);
    }

    .sheet,
    .caption {
      padding-inline: var(--_gap-m);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    dialog.frame[open],
    .leaving,
    .button {
      animation: none;
      transition: none;
    }

    .spinner {
      animation-duration: 4s;
    }
  }

  @media (forced-colors: active) {
    .button,
    .list-icon,
    .privacy,
    .hint,
    dialog.frame,
    .leaving-card {
      border: 1px solid;
    }

    .illustration.face {
      forced-color-adjust: none;
    }
  }
`;
