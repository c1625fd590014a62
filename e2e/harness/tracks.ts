/** Counts the camera tracks of a page, to show that every way to leave a launch releases the camera. */
import type { BrowserContext, Page } from '@playwright/test';

const KEY = 'lifesignTestTracks';

/** Call before the page loads. */
export const countTracks = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript((key) => {
    const tracks: MediaStreamTrack[] = [];
    Reflect.set(globalThis, key, tracks);
    // Absent in an insecure context.
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    if (devices !== undefined) {
      const original = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (constraints) => {
        const stream = await original(constraints);
        tracks.push(...stream.getTracks());
        return stream;
      };
    }
  }, KEY);

export interface TrackCount {
  /** Tracks that the page has got so far. */
  readonly opened: number;
  readonly live: number;
}

export const tracksOf = (page: Page): Promise<TrackCount> =>
  page.evaluate((key) => {
    const tracks = (Reflect.get(globalThis, key) ?? []) as MediaStreamTrack[];
    return { opened: tracks.length, live: tracks.filter(({ readyState }) => readyState === 'live').length };
  }, KEY);
