/** The frame around every screen, as a dialog or as part of a page. */
import { css } from 'lit';

export const frameStyles = css`
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
    line-height: 1.5;
    -webkit-text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
    /* One slow change when the screen lights the face, and one back: no flash. */
    transition: background-color 600ms ease-in-out;
  }

  section.frame {
    border-radius: var(--_radius);
  }

  dialog.frame {
    position: fixed;
    inset: 0;
    display: none;
    /* Pages with an open dialog disable the pointer for everything else. */
    pointer-events: auto;
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

  /* The fallback is for browsers whose backdrop does not inherit from its dialog (Chrome before 122). */
  dialog.frame::backdrop {
    background: var(--_backdrop, rgb(10 22 21 / 56%));
    transition: background-color 600ms ease-in-out;
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

  /* No letter spacing, because it separates joined letters; marks above and below need line height. */
  .heading:is(:lang(ar), :lang(ur), :lang(hi), :lang(bn), :lang(th)) {
    letter-spacing: 0;
    line-height: 1.4;
  }

  /* Many devices use Nastaliq for Urdu, whose lines slope and need more height. */
  :is(.heading, .text, .list, .hint, .button):lang(ur) {
    line-height: 1.75;
  }

  /* Lines break between phrases and words in browsers that support it. */
  .frame:lang(ja) {
    word-break: auto-phrase;
  }

  .frame:lang(ko) {
    word-break: keep-all;
  }

  /* Focused so that a screen reader begins here; not a control, so it shows no focus ring. */
  .heading:focus {
    outline: none;
  }

  .text {
    margin: 0;
    color: var(--_text-muted);
    overflow-wrap: anywhere;
    text-wrap: pretty;
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

  @media (prefers-reduced-motion: reduce) {
    dialog.frame[open],
    .question,
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
    .question-card {
      border: 1px solid;
    }

    .illustration.face {
      forced-color-adjust: none;
    }
  }
`;
