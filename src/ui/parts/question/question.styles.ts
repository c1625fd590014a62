import { css } from 'lit';

export const questionStyles = css`
  .question {
    position: absolute;
    inset: 0;
    display: flex;
    align-items: flex-end;
    background: var(--_backdrop);
    animation: fade 160ms both;
  }

  .question-card {
    flex: 1;
    max-block-size: 100%;
    overflow: auto;
    padding: var(--_gap-l) var(--_gap-l) 0;
    border-start-start-radius: calc(var(--_radius) * 1.5);
    border-start-end-radius: calc(var(--_radius) * 1.5);
    background: var(--_background);
    text-align: center;
  }

  .question-card .text {
    text-wrap: balance;
  }

  .question-card .heading {
    margin-block-end: var(--_gap-s);
    font-size: 1.25rem;
  }
`;
