import { css } from 'lit';

export const actionStyles = css`
  .actions {
    display: flex;
    flex-direction: column;
    gap: var(--_gap-s);
    margin-block-start: auto;
    padding-block: var(--_gap-s) 1.25rem;
    background: var(--_background);
  }

  /* Text that scrolls under the buttons fades out. */
  .sheet .actions::before {
    content: '';
    block-size: 1rem;
    margin-block-start: -1.5rem;
    background: linear-gradient(to top, var(--_background), transparent);
    pointer-events: none;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_gap-s);
    min-block-size: 3.25rem;
    padding: 0.5rem 1.25rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-control);
    background: none;
    color: var(--_primary);
    font: inherit;
    font-weight: 600;
    line-height: 1.3;
    cursor: pointer;
    touch-action: manipulation;
    transition:
      background-color 150ms,
      transform 150ms;
  }

  .button.primary {
    background: var(--_primary);
    color: var(--_on-primary);
  }

  .button.quiet {
    min-block-size: 2.75rem;
  }

  .button:active:not(:disabled) {
    transform: scale(0.985);
  }

  .button:disabled {
    cursor: progress;
    opacity: 0.75;
  }

  @media (hover: hover) {
    .button.primary:hover:not(:disabled) {
      background: var(--_primary-hover);
    }

    .button.quiet:hover {
      background: var(--_primary-soft);
    }
  }

  .icon-button {
    display: inline-grid;
    place-items: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_text-muted);
    cursor: pointer;
  }

  .icon-button:hover {
    background: var(--_surface);
    color: var(--_text);
  }

  .button:focus-visible,
  .icon-button:focus-visible,
  select:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }

  .spinner {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    border: 2.5px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: spin 900ms linear infinite;
  }

  @keyframes spin {
    to {
      transform: rotate(1turn);
    }
  }
`;
