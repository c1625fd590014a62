/** A drawn face, so that tests and examples need no picture of a real person. */

/** Scenes of the fake camera. */
export type FakeScene = 'face' | 'far' | 'two-faces' | 'empty' | 'dark' | 'black';

export const FAKE_SCENES: readonly FakeScene[] = ['face', 'far', 'two-faces', 'empty', 'dark', 'black'];

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

interface FacePlace {
  readonly x: number;
  readonly y: number;
  /** Half of the face's height, pixels. */
  readonly size: number;
}

const ellipse = (context: Context, x: number, y: number, width: number, height: number, fill: string): void => {
  context.fillStyle = fill;
  context.beginPath();
  context.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
  context.fill();
};

const drawEye = (context: Context, x: number, y: number, size: number, open: number): void => {
  ellipse(context, x, y, size * 0.15, size * 0.075 * open, '#f7f4ef');
  ellipse(context, x, y, size * 0.06, size * 0.07 * open, '#4a3222');
  context.strokeStyle = '#3b2a20';
  context.lineWidth = size * 0.045;
  context.beginPath();
  context.ellipse(x, y - size * 0.1, size * 0.17, size * 0.08, 0, Math.PI * 1.15, Math.PI * 1.85);
  context.stroke();
};

const drawFace = (context: Context, { x, y, size }: FacePlace, eyesOpen: number): void => {
  ellipse(context, x, y - size * 0.2, size * 0.82, size * 0.98, '#33241b');
  context.fillStyle = '#8d5f47';
  context.fillRect(x - size * 0.3, y + size * 0.6, size * 0.6, size * 0.9);
  ellipse(context, x, y + size * 1.75, size * 1.5, size * 0.75, '#365a7d');
  const skin = context.createRadialGradient(x, y - size * 0.15, size * 0.1, x, y, size);
  skin.addColorStop(0, '#dcaa8a');
  skin.addColorStop(1, '#b07b5e');
  context.fillStyle = skin;
  context.beginPath();
  context.ellipse(x, y, size * 0.7, size * 0.92, 0, 0, Math.PI * 2);
  context.fill();
  drawEye(context, x - size * 0.28, y - size * 0.18, size, eyesOpen);
  drawEye(context, x + size * 0.28, y - size * 0.18, size, eyesOpen);
  context.strokeStyle = '#8a5a43';
  context.lineWidth = size * 0.04;
  context.beginPath();
  context.moveTo(x - size * 0.02, y - size * 0.12);
  context.quadraticCurveTo(x + size * 0.14, y + size * 0.2, x - size * 0.08, y + size * 0.2);
  context.stroke();
  ellipse(context, x, y + size * 0.46, size * 0.24, size * 0.06, '#8f4a48');
};

/** Faces of a scene: offset from the middle and size, both over the frame's shorter side. */
const FACES: Readonly<Record<FakeScene, readonly { readonly offset: number; readonly size: number }[]>> = {
  'face': [{ offset: 0, size: 0.3 }],
  'dark': [{ offset: 0, size: 0.3 }],
  'far': [{ offset: 0, size: 0.09 }],
  'two-faces': [
    { offset: -0.32, size: 0.22 },
    { offset: 0.32, size: 0.22 },
  ],
  'empty': [],
  'black': [],
};

const placesOf = (scene: FakeScene, width: number, height: number): readonly FacePlace[] => {
  const side = Math.min(width, height);
  return FACES[scene].map(({ offset, size }) => ({
    x: width / 2 + offset * side,
    y: height * 0.48,
    size: size * side,
  }));
};

/** Draws a scene as it is `at` milliseconds: the head sways and the eyes blink, so that no two frames are the same. */
export const drawScene = (context: Context, width: number, height: number, scene: FakeScene, at: number): void => {
  context.fillStyle = '#000000';
  context.fillRect(0, 0, width, height);
  if (scene === 'black') {
    return;
  }
  const wall = context.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, '#d9dee2');
  wall.addColorStop(1, '#a9b4bc');
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  const eyesOpen = at % 3100 < 120 ? 0.15 : 1;
  for (const place of placesOf(scene, width, height)) {
    const sway = { x: Math.sin(at / 700) * place.size * 0.03, y: Math.cos(at / 900) * place.size * 0.02 };
    drawFace(context, { x: place.x + sway.x, y: place.y + sway.y, size: place.size }, eyesOpen);
  }
  if (scene === 'dark') {
    context.fillStyle = 'rgba(0, 0, 0, 0.9)';
    context.fillRect(0, 0, width, height);
  }
};
