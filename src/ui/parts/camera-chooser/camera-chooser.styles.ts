import { css } from 'lit';

export const cameraChooserStyles = css`
  .chooser {
    align-self: center;
    display: inline-flex;
    align-items: center;
    gap: var(--_gap-xs);
    max-inline-size: 100%;
    padding-inline-start: 0.625rem;
    border: 1px solid var(--_border);
    border-radius: 1.25rem;
    background: var(--_background);
    color: var(--_text-muted);
  }

  .chooser .icon {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .chooser select {
    min-inline-size: 0;
    max-inline-size: 14rem;
    min-block-size: 2.25rem;
    padding-inline: 0.25rem 0.625rem;
    border: 0;
    border-radius: 1.25rem;
    background: none;
    color: var(--_text);
    font: inherit;
    font-size: var(--_text-s);
    text-overflow: ellipsis;
  }

  .chooser option {
    background: var(--_background);
    color: var(--_text);
  }
`;
