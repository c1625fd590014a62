/** Every screen in every language on the narrowest phone: no text is cut off or overflows. */
import { beforeAll, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { CHALLENGES, LANGUAGES, REASON_CODES } from '../contract/index.ts';
import { find, mount, shadowOf, states } from '../../demo/gallery-mount.ts';
import { ERROR_CODES, LifesignError } from '../errors.ts';
import { trackHint } from '../flow/hint.ts';
import type { State } from '../flow/state.ts';
import { ISSUES } from '../vision/types.ts';
import { directionOf, loadStrings } from './strings/load-strings.ts';

/** The gallery's screens; those whose texts depend on a code, with every code. */
const SCREENS: ReadonlyMap<string, State> = new Map(
  Object.entries(states).flatMap(([name, state]): (readonly [string, State])[] => {
    switch (state.phase) {
      case 'framing':
        return ISSUES.map((hint) => [`framing ${hint}`, { ...state, hint, tracker: trackHint(hint, 0) }]);
      case 'challenge':
        return CHALLENGES.map((challenge) => [`${name} ${challenge}`, { ...state, name: challenge }]);
      case 'retry':
        return [...REASON_CODES, 'DEVICE_SPOOF', 'NEW_REASON'].map((reason) => [
          `retry ${reason}`,
          { ...state, reason },
        ]);
      case 'blocked':
      case 'exhausted':
        return ERROR_CODES.map((code) => [
          `${state.phase} ${code}`,
          { ...state, error: new LifesignError(code, 'Gallery').toJSON() },
        ]);
      default:
        return [[name, state]];
    }
  }),
);

/** Elements whose text must fit. The rest of the frame may scroll vertically, never sideways. */
const HOLDERS = '.button, .hint, .bubble, .bar, .caption, .question-card, .frame';

const isClipped = (text: DOMRect, box: DOMRect, holder: Element): boolean => {
  const isTooWide = text.left < box.left - 1 || text.right > box.right + 1;
  const isTooTall = text.top < box.top - 1 || text.bottom > box.bottom + 1;
  return isTooWide || (isTooTall && !holder.matches('.frame, .caption, .bubble'));
};

const lostWords = (root: ShadowRoot): string[] => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const lost: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (
      parent === null ||
      (node.textContent ?? '').trim() === '' ||
      parent.closest('.visually-hidden, style') !== null
    ) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (
      let holder = parent.closest(HOLDERS);
      holder !== null;
      holder = holder.parentElement?.closest(HOLDERS) ?? null
    ) {
      const box = holder.getBoundingClientRect();
      if ([...range.getClientRects()].some((text) => isClipped(text, box, holder))) {
        lost.push(`${holder.className}: ${node.textContent?.trim()}`);
      }
    }
  }
  const content = root.querySelector('.content');
  if (content !== null && content.scrollWidth > content.clientWidth) {
    lost.push('the screen scrolls sideways');
  }
  return lost;
};

beforeAll(async () => {
  await page.viewport(320, 568);
});

it('detects an overflow', async () => {
  const { element } = await mount('intro', { modal: true });
  const button = find(element, '.button.primary');
  button.style.width = '2rem';
  button.style.flex = 'none';
  button.style.whiteSpace = 'nowrap';
  expect(lostWords(shadowOf(element))).not.toEqual([]);
});

it.each(LANGUAGES)('has no overflow at 320 pixels (%s)', async (language) => {
  const strings = await loadStrings(language);
  const { element, session } = await mount('intro', {
    modal: true,
    language,
    helpCenter: { isHelpCTAVisible: () => true, onHelpCTAClicked: () => false },
  });
  const frame = find(element, '.frame');
  expect([frame.lang, frame.dir]).toEqual([language, directionOf(language)]);
  const problems: string[] = [];
  const look = async (name: string): Promise<void> => {
    await element.updateComplete;
    problems.push(...lostWords(shadowOf(element)).map((words) => `${name}: ${words}`));
  };
  for (const [name, state] of SCREENS) {
    session.show(state);
    await look(name);
  }
  const sending = SCREENS.get('submitting');
  if (sending === undefined) {
    throw new Error('No state submitting');
  }
  session.show(sending);
  await element.updateComplete;
  find(element, '[part=close-button]').click();
  await look('leaving');
  expect(find(element, '.leaving .heading').textContent).toBe(strings.leaving.title);
  const intro = SCREENS.get('intro');
  if (intro === undefined) {
    throw new Error('No state intro');
  }
  session.show({ ...intro, context: { ...intro.context, isTimeShort: true } });
  await look('idle');
  expect(find(element, '.idle .text').textContent).toContain(strings.action.stay);
  expect(problems).toEqual([]);
});
