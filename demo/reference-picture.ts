/** The bank's picture of its visitor: picked from the device, or taken here. Kept in this page until launch. */
import { byId } from './dom.ts';

const MAX_SIDE_PX = 1280;

const video = byId('reference-video', HTMLVideoElement);
const preview = byId('reference-preview', HTMLImageElement);
const note = byId('reference-note', HTMLElement);
const file = byId('reference-file', HTMLInputElement);
const take = byId('reference-take', HTMLButtonElement);
const clear = byId('reference-clear', HTMLButtonElement);

let picture: string | null = null;

/** As data URL; null when there is none. */
export const referencePicture = (): string | null => picture;

/** Scales the picture down and stores it upright as JPEG. */
const toJpeg = (source: CanvasImageSource, width: number, height: number): string => {
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', 0.92);
};

const show = (next: string | null, words: string): void => {
  picture = next;
  preview.hidden = next === null;
  clear.hidden = next === null;
  note.textContent = words;
  if (next === null) {
    preview.removeAttribute('src');
  } else {
    preview.src = next;
  }
};

const stopCamera = (): void => {
  if (video.srcObject instanceof MediaStream) {
    video.srcObject.getTracks().forEach((track) => track.stop());
  }
  video.srcObject = null;
  video.hidden = true;
  take.textContent = 'Take one';
};

const pick = async (chosen: File): Promise<void> => {
  try {
    const bitmap = await createImageBitmap(chosen);
    show(toJpeg(bitmap, bitmap.width, bitmap.height), `Picked: ${chosen.name}`);
    bitmap.close();
  } catch {
    show(null, 'That file is not a picture that this browser can read.');
  }
};

const startCamera = async (): Promise<void> => {
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' }, audio: false });
    video.hidden = false;
    await video.play();
    take.textContent = 'Use this picture';
  } catch (error) {
    stopCamera();
    note.textContent = `The camera did not open (${error instanceof Error ? error.name : 'unknown'}).`;
  }
};

/** Connects the buttons. */
export const setUpReferencePicture = (): void => {
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen !== undefined) {
      void pick(chosen);
    }
  });
  take.addEventListener('click', () => {
    if (video.srcObject === null) {
      void startCamera();
      return;
    }
    show(toJpeg(video, video.videoWidth, video.videoHeight), 'Taken just now.');
    stopCamera();
  });
  clear.addEventListener('click', () => {
    file.value = '';
    show(null, 'None: the bank has no picture of this visitor.');
  });
};

/** Stops the camera, which the SDK needs next. */
export const releaseReferenceCamera = stopCamera;
