/** The recorded `custom-elements.json` against the element: it names everything that the element has, and nothing else. */
import { expect, test, vi } from 'vitest';
import record from '../../api/custom-elements.json' with { type: 'json' };
import { find, mount, shadowOf, states, stateOf } from '../../demo/gallery-mount.ts';
import { elementStyles } from './element.styles.ts';
import * as events from './events.ts';
import { LifesignSelfie } from './lifesign-selfie.ts';
import { registerElements } from './register.ts';

const described = record.modules[0]?.declarations[0];
const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].toSorted();
const namesOf = (list: readonly { readonly name: string }[] = []): readonly string[] =>
  sorted(list.map(({ name }) => name));

test('it names the element, its attributes and its properties with their defaults', () => {
  registerElements();
  expect(customElements.get(described?.tagName ?? '')).toBe(LifesignSelfie);
  expect(namesOf(described?.attributes)).toEqual(sorted(LifesignSelfie.observedAttributes));
  const own = [...LifesignSelfie.elementProperties]
    .filter(([, { state }]) => state !== true)
    .map(([name]) => String(name));
  expect(namesOf(described?.members)).toEqual(sorted(own));
  const element = new LifesignSelfie();
  for (const { name, default: value } of described?.members ?? []) {
    expect(String(Reflect.get(element, name)), name).toBe(value.replaceAll("'", ''));
  }
});

test('it names every event that the element fires', () => {
  expect(namesOf(described?.events)).toEqual(sorted(Object.values(events).map(({ type }) => type)));
});

test('it names every custom property that the style sheets read', () => {
  const read = elementStyles.flatMap(({ cssText }) => cssText.match(/--lifesign-[\w-]+/g) ?? []);
  expect(namesOf(described?.cssProperties)).toEqual(sorted(read));
});

test('it names every part of every screen, and there are no slots', async () => {
  const { element, session, go } = await mount('intro', {
    modal: true,
    theme: { mode: 'LIGHT_MODE', images: { logo: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' } },
    helpCenter: { isHelpCTAVisible: () => true, onHelpCTAClicked: () => false },
    cameras: [
      { deviceId: 'a', label: 'Front', active: true },
      { deviceId: 'b', label: 'Back', active: false },
    ],
  });
  const parts = new Set<string>();
  let slots = 0;
  const look = (): void => {
    for (const { part } of shadowOf(element).querySelectorAll('[part]')) {
      part.forEach((name) => parts.add(name));
    }
    slots += shadowOf(element).querySelectorAll('slot').length;
  };
  for (const name of Object.keys(states)) {
    await go(name);
    look();
  }
  await go('handoff-waiting');
  await vi.waitFor(() => find(element, '[part=qr-code]'));
  look();
  await go('submitting');
  find(element, '[part=close-button]').click();
  await element.updateComplete;
  look();
  const intro = stateOf('intro');
  session.show({ ...intro, context: { ...intro.context, isTimeShort: true } });
  await element.updateComplete;
  look();
  expect(namesOf(described?.cssParts)).toEqual(sorted(parts));
  expect(slots).toBe(0);
});
