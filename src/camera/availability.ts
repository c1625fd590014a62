/**
 * Listens, while no camera works, for a changed permission and for new devices.
 * Calls back at most once for each `listen`.
 */
import type { VideoDevice } from './choose.ts';
import { videoDevices } from './choose.ts';
import { cameraPermission } from './permission.ts';

/** Browsers report one change several times, and a device needs a moment to start. */
const SETTLE_MS = 400;

/** Returns an unsubscribe function. */
export const listenForCamera = (onAvailable: () => void): (() => void) => {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    if (controller.signal.aborted) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      controller.abort();
      onAvailable();
    }, SETTLE_MS);
  };

  void listenToDevices(tell, controller.signal);
  void listenToPermission(tell, controller.signal);

  return () => {
    clearTimeout(timer);
    controller.abort();
  };
};

const listenToDevices = async (tell: () => void, signal: AbortSignal): Promise<void> => {
  const before = await videoDevices();
  const onChange = async (): Promise<void> => {
    // A headset, or labels that became readable, fire this event too: opening again for each might loop.
    if (hasNewDevice(before, await videoDevices())) {
      tell();
    }
  };
  navigator.mediaDevices?.addEventListener('devicechange', () => void onChange(), { signal });
};

/** Ids are empty without a permission; then the number of devices is compared. */
const hasNewDevice = (before: readonly VideoDevice[], after: readonly VideoDevice[]): boolean =>
  after.length > before.length ||
  after.some(({ deviceId }) => deviceId !== '' && before.every((device) => device.deviceId !== deviceId));

const listenToPermission = async (tell: () => void, signal: AbortSignal): Promise<void> => {
  const status = await cameraPermission();
  const onChange = (): void => {
    // A change from `denied` to `prompt` counts too: the browser can then ask again.
    if (status?.state !== 'denied') {
      tell();
    }
  };
  status?.addEventListener('change', onChange, { signal });
};
