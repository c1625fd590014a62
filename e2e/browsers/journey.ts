/**
 * A launch from the partner's page in a browser that Playwright does not drive: real gateway, real engine, and a recording
 * or drawn frames on a canvas as the host's camera.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type * as Sdk from 'lifesign';
import type { DocumentVerificationResult } from 'lifesign/contract';
import type { Opened } from '../harness/partner.ts';
import type { Visitor } from './visitor.ts';

/** `device`: the browser's own camera. `refusing`: the host's stream rejects as after a refusal by the person. */
export type Source = readonly Buffer[] | 'device' | 'refusing';

export interface Journey {
  readonly opened: Opened;
  readonly camera: Source;
  readonly language?: string;
  readonly theme?: Sdk.FlowTheme;
}

interface Told {
  readonly type: string;
  readonly phase?: string;
  readonly verdict?: string;
}

interface PageGlobals {
  readonly journey: {
    readonly events: Told[];
    readonly streams: MediaStream[];
    result: DocumentVerificationResult | null;
    refused: string | null;
  };
}

export interface Seen {
  readonly phases: readonly string[];
  readonly verdicts: readonly string[];
  readonly result: DocumentVerificationResult | null;
  readonly streams: { readonly opened: number; readonly live: number };
  readonly hasDialog: boolean;
}

/** Arguments of a journey, as JSON; pictures are base64. */
interface Given {
  readonly opened: Opened;
  readonly pictures: readonly string[];
  readonly source: 'canvas' | 'device' | 'refusing';
  readonly language: string;
  readonly theme: Sdk.FlowTheme | null;
}

const beginInPage = async ({ opened, pictures, source, language, theme }: Given): Promise<void> => {
  const sdkUrl = `${location.origin}/sdk/index.js`;
  const sdk = (await import(sdkUrl)) as typeof Sdk;
  const frames = await Promise.all(
    pictures.map((text) =>
      createImageBitmap(new Blob([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], { type: 'image/jpeg' })),
    ),
  );
  const journey: PageGlobals['journey'] = { events: [], streams: [], result: null, refused: null };
  Object.assign(globalThis, { journey });
  const getStream = async (): Promise<MediaStream> => {
    if (source === 'refusing') {
      throw new DOMException('The person said no', 'NotAllowedError');
    }
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [frames[0]?.width ?? 0, frames[0]?.height ?? 0];
    const context = canvas.getContext('2d');
    const startedAt = performance.now();
    const draw = (): void => {
      const frame = frames[Math.floor(((performance.now() - startedAt) * 30) / 1000) % frames.length];
      if (frame !== undefined) {
        context?.drawImage(frame, 0, 0);
      }
    };
    draw();
    setInterval(draw, 1000 / 30);
    const stream = canvas.captureStream();
    journey.streams.push(stream);
    return stream;
  };
  const launching = sdk.launchSelfieLiveness({
    baseUrl: opened.baseUrl,
    token: opened.token,
    correlationId: opened.correlationId,
    language,
    ...(source === 'device' ? {} : { camera: { getStream } }),
    ...(theme === null ? {} : { theme: new sdk.OneKycSelfieLivenessFlowTheme(theme) }),
    onEvent: (event) => journey.events.push(event),
  });
  const finish = async (): Promise<void> => {
    try {
      journey.result = await launching;
    } catch (error) {
      journey.refused = String(error);
    }
  };
  void finish();
};

const lookInPage = (): Seen & { readonly refused: string | null } => {
  const { events, streams, result, refused } = (globalThis as unknown as PageGlobals).journey;
  const tracks = streams.flatMap((stream) => stream.getTracks());
  return {
    phases: events.flatMap(({ phase }) => phase ?? []),
    verdicts: events.flatMap(({ verdict }) => verdict ?? []),
    result,
    refused,
    streams: { opened: streams.length, live: tracks.filter(({ readyState }) => readyState === 'live').length },
    hasDialog: document.querySelector('lifesign-selfie') !== null,
  };
};

export const begin = async (visitor: Visitor, address: string, journey: Journey): Promise<void> => {
  await visitor.goto(address);
  const { camera, opened, language = 'en', theme = null } = journey;
  await visitor.run(beginInPage, {
    opened,
    pictures: typeof camera === 'string' ? [] : camera.map((jpeg) => jpeg.toString('base64')),
    source: typeof camera === 'string' ? camera : 'canvas',
    language,
    theme,
  });
};

const DEADLINE_MS = 90_000;

/** Waits until `isRight` accepts the state of the page. */
export const see = async (visitor: Visitor, isRight: (seen: Seen) => boolean): Promise<Seen> => {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const { refused, ...seen } = await visitor.run(lookInPage, null);
    if (refused !== null) {
      throw new Error(`The launch did not start: ${refused}`);
    }
    if (isRight(seen)) {
      return seen;
    }
    if (Date.now() > deadline) {
      throw new Error(`The expected state was not reached: ${JSON.stringify(seen)}`);
    }
    await pause(100);
  }
};

export const until = (visitor: Visitor, phase: string, times = 1): Promise<Seen> =>
  see(visitor, ({ phases }) => phases.filter((name) => name === phase).length >= times);

/** Resolves to the result once the dialog is removed from the page. */
export const end = (visitor: Visitor): Promise<Seen> =>
  see(visitor, ({ result, hasDialog }) => result !== null && !hasDialog);

/** Clicks in the dialog: the primary button, or the close button. */
export const press = (visitor: Visitor, button: 'primary' | 'close'): Promise<void> =>
  visitor.run(
    (selector) => {
      document.querySelector('lifesign-selfie')?.shadowRoot?.querySelector<HTMLButtonElement>(selector)?.click();
    },
    button === 'primary' ? '.button.primary' : '[part=close-button]',
  );

/** Unplugs the camera: the track ends with an `ended` event. */
export const loseCamera = (visitor: Visitor): Promise<void> =>
  visitor.run(() => {
    const { streams } = (globalThis as unknown as PageGlobals).journey;
    const track = streams.at(-1)?.getVideoTracks()[0];
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
  }, null);

export interface Look {
  readonly mode: string | null;
  readonly direction: string;
  readonly background: string;
  readonly title: string;
  /** Horizontal position of the close button, and of the name beside it. Pixels. */
  readonly close: number;
  readonly name: number;
  /** Pixels by which the content is wider than its container. */
  readonly overflow: number;
}

export const lookAt = (visitor: Visitor): Promise<Look> =>
  visitor.run(() => {
    const root = document.querySelector('lifesign-selfie')?.shadowRoot;
    const dialog = root?.querySelector('dialog');
    const content = root?.querySelector('.content');
    if (root === null || root === undefined || dialog === null || dialog === undefined) {
      throw new Error('No dialog');
    }
    const placeOf = (selector: string): number => root.querySelector(selector)?.getBoundingClientRect().x ?? Number.NaN;
    return {
      mode: dialog.getAttribute('data-mode'),
      direction: getComputedStyle(dialog).direction,
      background: getComputedStyle(dialog).backgroundColor,
      title: root.querySelector('h2')?.textContent?.trim() ?? '',
      close: placeOf('[part=close-button]'),
      name: placeOf('.bar .name'),
      overflow: (content?.scrollWidth ?? Number.NaN) - (content?.clientWidth ?? Number.NaN),
    };
  }, null);
