import { css } from 'lit';

export const illustrationStyles = css`
  .illustration {
    flex: none;
    align-self: center;
    display: grid;
    place-items: center;
  }

  .illustration img {
    max-inline-size: 100%;
    max-block-size: 10rem;
  }

  .illustration.face svg {
    display: block;
    inline-size: 13rem;
    max-inline-size: 100%;
    block-size: auto;
  }

  .face .wash {
    fill: var(--_primary-soft);
  }

  .face .dot {
    fill: var(--_primary);
    opacity: 0.35;
  }

  .face .sun {
    fill: none;
    stroke: #e3a52e;
    stroke-width: 3;
    stroke-linecap: round;
  }

  .face .paper {
    fill: var(--_background);
  }

  .face .skin {
    fill: #e9b893;
  }

  .face .shade {
    fill: #d59f79;
  }

  .face .hair {
    fill: #33302e;
  }

  .face .coat {
    fill: var(--_primary);
  }

  .face .line {
    fill: none;
    stroke: #4a2f23;
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .face .ring {
    fill: none;
    stroke: var(--_border);
    stroke-width: 5;
  }

  .face .ring.done {
    stroke: var(--_primary);
    stroke-linecap: round;
  }

  .face .badge circle {
    fill: var(--_primary);
    stroke: var(--_background);
    stroke-width: 4;
  }

  .face .badge path {
    fill: none;
    stroke: var(--_on-primary);
    stroke-width: 3.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .illustration.sign {
    inline-size: 5.5rem;
    block-size: 5.5rem;
    border-radius: 50%;
    background: var(--_tone-soft);
    color: var(--_tone);
  }

  .illustration.sign .icon {
    inline-size: 2.5rem;
    block-size: 2.5rem;
  }

  [data-tone='primary'] {
    --_tone: var(--_primary);
    --_tone-soft: var(--_primary-soft);
  }

  [data-tone='success'] {
    --_tone: var(--_success);
    --_tone-soft: var(--_success-soft);
  }

  [data-tone='warning'] {
    --_tone: var(--_warning);
    --_tone-soft: var(--_warning-soft);
  }

  [data-tone='danger'] {
    --_tone: var(--_danger);
    --_tone-soft: var(--_danger-soft);
  }
`;
