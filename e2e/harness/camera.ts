/** A Chromium whose camera is a drawn stream, a recorded clip, refused, or missing. */
import type { Browser } from '@playwright/test';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, cameraFlags, findChromium } from '../../scripts/browser.ts';
import { renderStream } from '../../testkit/render/stream.ts';
import type { StreamName } from '../../testkit/streams.ts';
import { STREAMS } from '../../testkit/streams.ts';
import { recut } from './recut.ts';

export type Camera =
  | { readonly stream: StreamName }
  /** Path of an .mjpeg file, and numbers of its frames to show in another order than its own. */
  | { readonly clip: string; readonly order?: readonly number[] }
  /** There is a camera, and the person refuses it. */
  | 'refused'
  | 'none';

interface Source {
  readonly flags: readonly string[];
  /** Removes files that were made only for this browser. */
  readonly remove: () => void;
}

const keep = (flags: readonly string[]): Source => ({ flags, remove: () => undefined });

const sourceOf = async (camera: Camera): Promise<Source> => {
  if (camera === 'none') {
    return keep(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=0']);
  }
  if (camera === 'refused') {
    return keep(['--use-fake-ui-for-media-stream=deny', '--use-fake-device-for-media-stream']);
  }
  if ('stream' in camera) {
    return keep(cameraFlags(await renderStream(STREAMS[camera.stream])));
  }
  if (camera.order === undefined) {
    return keep(cameraFlags(camera.clip));
  }
  const { file, remove } = await recut(camera.clip, camera.order);
  return { flags: cameraFlags(file), remove };
};

/** The caller closes it. The camera is a command-line flag of the browser, so each camera needs its own browser. */
export const openBrowser = async (camera: Camera): Promise<Browser> => {
  const { flags, remove } = await sourceOf(camera);
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS, ...flags] });
  browser.once('disconnected', remove);
  return browser;
};
