/**
 * Listens, while no camera works, for the person to mend it: a permission switch flipped, a device plugged in.
 * Told at most once for each `listen`.
 */
import { cameraPermission } from './permission.ts';

/** Browsers tell of one change several times, and a device needs a moment to start. */
const SETTLE_MS = 400;

/** Answers the way to stop. */
export const listenForCamera = (onAvailable: () => void): (() => void) => {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      controller.abort();
      onAvailable();
    }, SETTLE_MS);
  };

  navigator.mediaDevices?.addEventListener('devicechange', tell, { signal });
  void listenToPermission(tell, signal);

  return () => {
    clearTimeout(timer);
    controller.abort();
  };
};

const listenToPermission = async (tell: () => void, signal: AbortSignal): Promise<void> => {
  const status = await cameraPermission();
  const onChange = (): void => {
    // From `denied` to `prompt` the browser would ask again, which is just what the person wants.
    if (status?.state !== 'denied') {
      tell();
    }
  };
  status?.addEventListener('change', onChange, { signal });
};
