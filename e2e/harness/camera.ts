/** A Chromium whose camera is a drawn stream, a recorded clip, refused, or not there. */
import type { Browser } from '@playwright/test';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, cameraFlags, findChromium } from '../../scripts/browser.ts';
import { renderStream } from '../render/stream.ts';
import type { StreamName } from '../streams.ts';
import { STREAMS } from '../streams.ts';

export type Camera =
  | { readonly stream: StreamName }
  /** Path of an .mjpeg file. */
  | { readonly clip: string }
  /** There is a camera, and the person says no. */
  | 'refused'
  | 'none';

const flags = async (camera: Camera): Promise<string[]> => {
  if (camera === 'none') {
    return ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=0'];
  }
  if (camera === 'refused') {
    return ['--use-fake-ui-for-media-stream=deny', '--use-fake-device-for-media-stream'];
  }
  return cameraFlags('clip' in camera ? camera.clip : await renderStream(STREAMS[camera.stream]));
};

/** The caller closes it. The camera is a flag of the whole program, hence one browser for each camera. */
export const openBrowser = async (camera: Camera): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS, ...(await flags(camera))],
  });
