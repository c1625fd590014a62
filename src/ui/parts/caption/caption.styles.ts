import { css } from 'lit';

export const captionStyles = css`
  .caption {
    flex: none;
    display: flex;
    flex-direction: column;
    gap: var(--_gap-xs);
    /* Height for the longest text at the default size, so that the stage above keeps its size. */
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

  /* Not shown for a short wait. */
  .soon {
    visibility: hidden;
    animation: tell 1ms 1s forwards;
  }

  @media (prefers-reduced-motion: reduce) {
    .progress::-webkit-progress-value {
      transition: none;
    }
  }

  /* Shown late, so not for short waits. */
  .late {
    visibility: hidden;
    animation: tell 1ms 8s forwards;
  }

  @keyframes tell {
    to {
      visibility: visible;
    }
  }
`;
