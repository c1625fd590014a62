/** Launches in Chromium whose gateway draws tints: what the screen shows, says and sends. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIGHT, TINTS } from '../contract/index.ts';
import { launchSelfieLiveness } from '../index.ts';
import { fakeCamera, type FakeCamera, scriptedEngine, scriptedGateway } from '../testing/index.ts';
import { loadStrings } from './strings/load-strings.ts';

const light = ['mint', 'pink', 'sky', 'apricot'] as const;

let camera: FakeCamera;

beforeEach(() => {
  camera = fakeCamera({ width: 640, height: 480, frameRate: 15 });
});

afterEach(() => {
  vi.restoreAllMocks();
  camera.dispose();
  document.body.replaceChildren();
});

const find = <T extends HTMLElement>(selector: string): T | null =>
  document.querySelector('lifesign-selfie')?.shadowRoot?.querySelector<T>(selector) ?? null;

const start = () => {
  const gateway = scriptedGateway({ light });
  const launched = launchSelfieLiveness({
    correlationId: 'session-1',
    language: 'en',
    theme: { mode: 'DARK_MODE' },
    camera,
    engine: scriptedEngine({ windowMs: 300 }),
    backend: gateway,
  });
  const begin = vi.waitFor(() => {
    const button = find<HTMLButtonElement>('.button.primary');
    expect(button?.disabled).toBe(false);
    button?.click();
  }, 30_000);
  return { gateway, launched, begin };
};

interface Look {
  readonly tint: string | null;
  /** Relative luminance of the frame, and red over all. */
  readonly luminance: number;
  readonly redness: number;
  readonly background: string;
  readonly veil: string;
  readonly at: number;
}

const lookAt = (frame: HTMLElement, at: number): Look => {
  const background = getComputedStyle(frame).backgroundColor;
  const [red = 0, green = 0, blue = 0] = (background.match(/[\d.]+/g) ?? [])
    .map((value) => Number(value) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const veil = find('.veil');
  return {
    tint: frame.getAttribute('data-tint'),
    luminance: 0.2126 * red + 0.7152 * green + 0.0722 * blue,
    redness: red / (red + green + blue),
    background,
    veil: veil === null ? '' : getComputedStyle(veil).fill,
    at,
  };
};

/** Everything that is painted until the launch is over. */
const watch = (launched: Promise<unknown>) => {
  const looks: Look[] = [];
  const spoken: string[] = [];
  let isOver = false;
  void launched.finally(() => {
    isOver = true;
  });
  const look = (at: number): void => {
    const frame = find('.frame');
    if (frame !== null) {
      looks.push(lookAt(frame, at));
      const said = find("[aria-live='assertive']")?.textContent ?? '';
      if (said !== '' && said !== spoken.at(-1)) {
        spoken.push(said);
      }
    }
    if (!isOver) {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
  return { looks, spoken };
};

const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

describe('light that the gateway draws', () => {
  it('is shown around the oval in its order, without a flash, said once, and sent', { timeout: 90_000 }, async () => {
    const { capture } = await loadStrings('en');
    const { gateway, launched, begin } = start();
    const { looks, spoken } = watch(launched);
    await begin;
    expect(await launched).toMatchObject({ status: 'COMPLETED' });

    const tinted = looks.filter(({ tint }) => tint !== null);
    const order = tinted.map(({ tint }) => tint).filter((tint, index, all) => tint !== all[index - 1]);
    expect(order).toEqual(['neutral', ...light, 'neutral']);
    for (const tint of light) {
      const last = tinted.findLast((look) => look.tint === tint);
      expect([tint, last?.background, last?.veil]).toEqual([tint, rgb(TINTS[tint]), rgb(TINTS[tint])]);
      const first = tinted.find((look) => look.tint === tint);
      expect((last?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(LIGHT.fadeMs);
    }
    // From the moment at which the dark theme has become light.
    const settled = tinted.slice(tinted.findIndex(({ background }) => background === rgb(TINTS.mint)));
    const luminances = settled.map(({ luminance }) => luminance);
    expect(settled.length).toBeGreaterThan(20);
    expect(Math.max(...luminances) - Math.min(...luminances)).toBeLessThan(0.1);
    expect(Math.max(...settled.map(({ redness }) => redness))).toBeLessThan(0.5);
    expect(spoken.filter((text) => text.includes(capture.tinted))).toHaveLength(1);

    const [submitted] = gateway.submitted;
    expect(submitted?.light?.tints).toEqual(light);
    expect(submitted?.light?.frames).toHaveLength(LIGHT.steps * LIGHT.framesPerStep);
  });

  it('is not shown with reduced motion', { timeout: 60_000 }, async () => {
    const { matchMedia } = globalThis;
    vi.spyOn(globalThis, 'matchMedia').mockImplementation((query) =>
      matchMedia(query.includes('prefers-reduced-motion') ? 'all' : query),
    );
    const { gateway, launched, begin } = start();
    const { looks } = watch(launched);
    await begin;
    expect(await launched).toMatchObject({ status: 'COMPLETED' });
    expect(looks.filter(({ tint }) => tint !== null)).toEqual([]);
    expect(gateway.submitted[0]?.light).toBeUndefined();
  });

  it('ends when the person turns it off, and the selfie is taken without it', { timeout: 60_000 }, async () => {
    const { gateway, launched, begin } = start();
    await begin;
    await vi.waitFor(() => expect(find('.frame')?.getAttribute('data-tint')).toBe('mint'), 30_000);
    find('[part~=dim-button]')?.click();
    await vi.waitFor(() => expect(find('.frame')?.hasAttribute('data-tint')).toBe(false));
    expect(await launched).toMatchObject({ status: 'COMPLETED' });
    expect(gateway.submitted[0]?.light).toBeUndefined();
  });
});
