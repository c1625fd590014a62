import { css } from 'lit';

export const challengeStyles = css`
  .movement {
    flex: none;
    inline-size: 3.25rem;
    block-size: 3.25rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .hint.challenge {
    padding-block: 0.375rem;
  }

  /* Where the picture is not mirrored, the person's own left is on its right. */
  .stage:not([data-mirrored]) .movement:is([data-movement='TURN_LEFT'], [data-movement='TURN_RIGHT']) {
    transform: scaleX(-1);
  }

  .lids,
  .smile {
    opacity: 0;
  }

  /* The middle of the movement, for reduced motion. */
  [data-movement='BLINK'] .eyes,
  [data-movement='SMILE'] .rest {
    opacity: 0;
  }

  [data-movement='BLINK'] .lids,
  [data-movement='SMILE'] .smile {
    opacity: 1;
  }

  [data-movement='TURN_LEFT'] .features {
    transform: translateX(-5px);
  }

  [data-movement='TURN_RIGHT'] .features {
    transform: translateX(5px);
  }

  [data-movement='NOD'] .features {
    transform: translateY(4px);
  }

  @media (prefers-reduced-motion: no-preference) {
    [data-movement='BLINK'] .eyes,
    [data-movement='SMILE'] .rest {
      animation: give-way 2.8s ease-in-out infinite;
    }

    [data-movement='BLINK'] .lids,
    [data-movement='SMILE'] .smile {
      animation: appear 2.8s ease-in-out infinite;
    }

    :is([data-movement='TURN_LEFT'], [data-movement='TURN_RIGHT'], [data-movement='NOD']) .features {
      animation: move 2.8s ease-in-out infinite;
    }
  }

  .challenge-progress {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_gap-s);
    margin-block-start: var(--_gap-s);
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  .time-left {
    inline-size: 8rem;
    block-size: 0.375rem;
    border: 0;
    border-radius: 1rem;
    overflow: hidden;
    appearance: none;
    background: var(--_border);
  }

  .time-left::-webkit-meter-bar {
    block-size: 100%;
    border: 0;
    border-radius: 1rem;
    background: var(--_border);
  }

  .time-left::-webkit-meter-optimum-value {
    border-radius: 1rem;
    background: var(--_primary);
  }

  .time-left::-moz-meter-bar {
    border-radius: 1rem;
    background: var(--_primary);
  }

  @keyframes give-way {
    0%,
    35%,
    75%,
    100% {
      opacity: 1;
    }

    45%,
    65% {
      opacity: 0;
    }
  }

  @keyframes appear {
    0%,
    35%,
    75%,
    100% {
      opacity: 0;
    }

    45%,
    65% {
      opacity: 1;
    }
  }

  @keyframes move {
    0%,
    15%,
    85%,
    100% {
      transform: none;
    }
  }

  @media (forced-colors: active) {
    .time-left {
      border: 1px solid CanvasText;
    }
  }
`;
