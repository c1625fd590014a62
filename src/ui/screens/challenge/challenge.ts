/** One movement: the instruction in heading and bubble, progress, time left, and the passive check. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Strings } from '../../strings/strings.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';
import { quietButton } from '../../parts/actions/actions.ts';
import { caption } from '../../parts/caption/caption.ts';
import { challengeBubble } from '../../parts/challenge/challenge-bubble.ts';
import { hintBubble } from '../../parts/hint/hint.ts';

type ChallengeState = View<'challenge'>['state'];

export const challengeScreen = (view: View<'challenge'>): Screen => {
  const { state, strings } = view;
  const words = challengeWords(state, strings);
  const how = strings.challenge.how[state.name];
  return onStage({
    look: 'live',
    hint: state.issue === null ? challengeBubble(state.name, words, state.stage) : hintBubble(state.issue, words),
    caption: caption(
      {
        title: strings.challenge.ask[state.name],
        // Not shown twice: the bubble shows it when it has nothing else to show.
        text: state.isCoached && words !== how ? how : strings.challenge.text,
      },
      html`${progress(state, strings)}${wayAround(view)}`,
    ),
  });
};

/** The text of the bubble, which the announcer speaks as well. */
export const challengeWords = ({ name, stage, issue, isCoached }: ChallengeState, strings: Strings): string => {
  if (issue !== null) {
    return strings.hint[issue];
  }
  switch (stage) {
    case 'learning':
    case 'turned-away':
      return strings.challenge.rest;
    case 'begun':
      return strings.challenge.back;
    case 'other-way':
      return strings.challenge.otherWay;
    case 'waiting':
      return isCoached ? strings.challenge.how[name] : strings.challenge.ask[name];
  }
};

/** A bar that shrinks in steps, without flashing and without spoken times. */
const progress = ({ context, timeLeft }: ChallengeState, { challenge }: Strings): TemplateResult => {
  const { asked = [], completed = [] } = context.challenges ?? {};
  return html`
    <div class="challenge-progress" part="challenge-progress">
      ${asked.length > 1 ? html`<span>${challenge.progress(completed.length + 1, asked.length)}</span>` : nothing}
      <meter class="time-left" min="0" max="1" .value=${timeLeft} aria-label=${challenge.timeLeft}></meter>
    </div>
  `;
};

const wayAround = ({ state, strings, send }: View<'challenge'>): TemplateResult | typeof nothing =>
  state.context.challenges?.isPassiveAllowed === true
    ? quietButton(strings.action.passive, () => send({ type: 'choose-passive' }))
    : nothing;
