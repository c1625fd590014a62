import { css } from 'lit';

export const stageStyles = css`
  .stage {
    --_progress: 0;
    position: relative;
    flex: 1 1 auto;
    min-block-size: 15rem;
    margin-inline: var(--_gap-m);
    overflow: hidden;
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_stage);
    /* Its own layer, so that animation on it repaints nothing else. */
    isolation: isolate;
  }

  .stage[hidden] {
    display: none;
  }

  .picture,
  .picture video,
  .picture canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }

  /* On a screen of one colour the picture would show as an arc through the smoothed pixels of the stage's corners. */
  .frame[data-lit] .picture {
    clip-path: inset(1px round calc(var(--_radius) * 1.5 - 1px));
  }

  .picture video,
  .picture canvas {
    object-fit: cover;
    transition: opacity 250ms;
  }

  .stage[data-mirrored] .picture video,
  .stage[data-mirrored] .picture canvas {
    transform: scaleX(-1);
  }

  .picture canvas,
  .stage:not([data-look='live'], [data-look='holding'], [data-look='taken']) .picture video {
    opacity: 0;
  }

  .stage:is([data-look='sending'], [data-look='passed'], [data-look='received']) .picture canvas {
    opacity: 1;
  }

  .guide {
    position: absolute;
    /* The oval is centred on the picture, as is the engine's guide for a well-placed face. */
    inset: 3.75rem 0.75rem 3rem;
    inline-size: calc(100% - 1.5rem);
    block-size: calc(100% - 6.75rem);
    overflow: visible;
    fill: none;
  }

  .veil {
    fill: var(--_veil);
    transition: fill 600ms ease-in-out;
  }

  .shade {
    fill: var(--_background);
    opacity: 0;
    transition: opacity 300ms;
  }

  .track {
    stroke: var(--_guide);
    stroke-width: 4;
    stroke-dasharray: 1.1 0.9;
    transition: stroke 200ms;
  }

  .ring {
    stroke: var(--_primary);
    stroke-width: 8;
    stroke-linecap: round;
    stroke-dasharray: 100 100;
    stroke-dashoffset: calc(100 - 100 * var(--_progress));
    opacity: 0;
    transition:
      stroke-dashoffset 120ms linear,
      opacity 200ms;
  }

  [data-look='holding'] .track {
    stroke-dasharray: none;
  }

  :is([data-look='holding'], [data-look='taken'], [data-look='sending'], [data-look='passed'], [data-look='received'])
    .ring {
    opacity: 1;
  }

  :is([data-look='taken'], [data-look='passed'], [data-look='received']) .ring {
    stroke-dashoffset: 0;
  }

  [data-look='sending'] .ring {
    stroke-dasharray: 22 78;
    stroke-dashoffset: 0;
    animation: travel 1.6s linear infinite;
  }

  [data-look='sending'] .shade {
    opacity: 0.35;
  }

  [data-look='waiting'] .track {
    animation: breathe 2.4s ease-in-out infinite;
  }

  [data-look='passed'] .ring {
    stroke: var(--_success);
  }

  :is([data-look='passed'], [data-look='received']) .shade {
    opacity: 0.2;
  }

  .verdict {
    visibility: hidden;
    transform-origin: 150px 368px;
  }

  :is([data-look='passed'], [data-look='received']) .verdict {
    visibility: visible;
    animation: arrive 420ms var(--_ease) both;
  }

  .verdict circle {
    fill: var(--_success);
    stroke: var(--_background);
    stroke-width: 6;
  }

  [data-look='received'] .verdict circle {
    fill: var(--_primary);
  }

  .verdict path {
    stroke: var(--_background);
    stroke-width: 6;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-dasharray: 100;
    animation: draw 380ms 260ms ease-out both;
  }

  /* In the strip below the oval. */
  .tools {
    position: absolute;
    inset-block-end: 0.25rem;
    inset-inline: 0.75rem;
    display: flex;
    justify-content: center;
  }

  .tool {
    min-block-size: 2.75rem;
    padding-inline: 0.875rem;
    border: 1px solid var(--_border);
    border-radius: 1.25rem;
    background: var(--_background);
    color: var(--_text);
    font: inherit;
    font-size: var(--_text-s);
  }

  .bubble {
    position: absolute;
    inset-block-start: 0.75rem;
    inset-inline: 0.75rem;
    display: flex;
    justify-content: center;
    min-block-size: 2.75rem;
    align-items: center;
  }

  @keyframes travel {
    to {
      stroke-dashoffset: -100;
    }
  }

  @keyframes breathe {
    50% {
      opacity: 0.35;
    }
  }

  @keyframes arrive {
    from {
      transform: scale(0.5);
      opacity: 0;
    }
  }

  @keyframes draw {
    from {
      stroke-dashoffset: 100;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .stage *,
    .stage *::before {
      animation-duration: 1ms;
      animation-delay: 0s;
      animation-iteration-count: 1;
      transition-duration: 1ms;
    }

    /* Also with reduced motion: a sudden change of light is unpleasant. */
    .stage .veil {
      transition-duration: 600ms;
    }

    /* A full, still ring instead of a travelling one. */
    [data-look='sending'] .ring {
      stroke-dasharray: 100 100;
    }
  }

  @media (forced-colors: active) {
    .veil,
    .shade {
      fill: Canvas;
      forced-color-adjust: none;
    }

    .veil {
      fill-opacity: 0.8;
    }

    .ring {
      stroke: Highlight;
    }

    .track {
      stroke: CanvasText;
    }

    .verdict circle {
      fill: Canvas;
      stroke: CanvasText;
      stroke-width: 4;
    }

    .verdict path {
      stroke: CanvasText;
    }
  }
`;
