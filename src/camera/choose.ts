/**
 * Which camera to request. Constraints are always `ideal`: a saved id that is gone, or a size that the device lacks, must
 * give another picture and not an error.
 */
import type { CameraSettings } from './camera.ts';

const STORAGE_KEY = 'lifesign.camera';

/** Large enough for people to judge the picture too, and supported by nearly every camera. Pixels. */
export const WISHED_SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } } as const;

export const constraintsFor = (
  facingMode: CameraSettings['facingMode'],
  deviceId: string | null,
): MediaStreamConstraints => ({
  audio: false,
  video: {
    ...WISHED_SIZE,
    frameRate: { ideal: 30 },
    // Both at once may contradict each other, and browsers then resolve that differently.
    ...(deviceId === null ? { facingMode: { ideal: facingMode } } : { deviceId: { ideal: deviceId } }),
  },
});

/** Label tokens in the languages of browsers and makers; compared on the device only. */
const INFRARED = /\b(ir|infrared|infrarouge|infrarot|infrarrojos?|depth)\b|红外|紅外/i;
const REAR = /\b(back|rear|environment|arri[eè]re|trasera|traseira|r[uü]ckseite|belakang|world)\b|后置|後置|خلفية/i;

/** Whether a device's name says that it is on the far side of a phone. */
export const looksAway = (label: string): boolean => REAR.test(label);

export interface VideoDevice {
  readonly deviceId: string;
  readonly label: string;
}

/**
 * A camera that suits the flow better than the one the browser gave, or null: an infrared sensor is never right
 * (some laptops and phones offer it first), and neither is the rear camera when the front one was asked for.
 */
export const betterCamera = (
  active: VideoDevice,
  devices: readonly VideoDevice[],
  facingMode: CameraSettings['facingMode'],
): string | null => {
  if (!isWrong(active, facingMode)) {
    return null;
  }
  return otherCameras(active.deviceId, devices, facingMode)[0] ?? null;
};

/** Ids of cameras that may replace another one. Few labels name the direction; the track reports it once it is open. */
export const otherCameras = (
  activeId: string,
  devices: readonly VideoDevice[],
  facingMode: CameraSettings['facingMode'],
): readonly string[] =>
  devices
    .filter((device) => device.deviceId !== '' && device.deviceId !== activeId && !isWrong(device, facingMode))
    .map(({ deviceId }) => deviceId);

const isWrong = ({ label }: VideoDevice, facingMode: CameraSettings['facingMode']): boolean =>
  INFRARED.test(label) || (facingMode === 'user' && looksAway(label));

/** Storage throws in frames that may not use it; then nothing is remembered. */
export const rememberedCamera = (): string | null => {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
};

export const rememberCamera = (deviceId: string): void => {
  try {
    localStorage.setItem(STORAGE_KEY, deviceId);
  } catch {
    // Not remembered: the next launch asks for the facing mode again.
  }
};

export const forgetCamera = (): void => {
  try {
    localStorage.removeItem(STORAGE_KEY);
  } catch {
    // No camera was remembered either.
  }
};

export const videoDevices = async (): Promise<readonly VideoDevice[]> => {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ deviceId, label }));
  } catch {
    return [];
  }
};
