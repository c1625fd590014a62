/** One picture of a room with people in it, as SVG. */
import { mix } from './colour.ts';
import { drawEyes } from './eyes.ts';
import { drawBehind, drawHair, drawSkull } from './head.ts';
import { drawMouth, drawNose } from './nose-mouth.ts';
import { closed, patch } from './path.ts';
import type { Person } from './person.ts';
import { projector } from './pose.ts';
import type { Pose } from './pose.ts';
import { createRandom } from './random.ts';

export const WIDTH = 640;
export const HEIGHT = 480;

export interface Sitter {
  readonly person: Person;
  readonly pose: Pose;
}

const room = (seed: number): string => {
  const random = createRandom(seed * 104_729 + 3);
  const wall = random.pick(['#b9b4aa', '#a7b0b5', '#c0b39c', '#9ea79a']);
  const shelfY = random.between(110, 170);
  const books = Array.from({ length: 11 }, (_, index) => {
    const height = random.between(34, 62);
    const colour = random.pick(['#6d4a3c', '#3f5566', '#7d7350', '#54604a', '#8b8177', '#4a3b4f']);
    return `<rect x="${470 + index * 15}" y="${shelfY - height}" width="${random.between(9, 14)}" height="${height}"
      fill="${colour}"/>`;
  });
  return `<linearGradient id="wall" x1="0" y1="0" x2="1" y2="0.6">
      <stop offset="0" stop-color="${mix(wall, '#ffffff', 0.22)}"/><stop offset="1" stop-color="${mix(wall, '#1c1a18', 0.28)}"/>
    </linearGradient>
    <rect width="${WIDTH}" height="${HEIGHT}" fill="url(#wall)"/>
    <rect x="22" y="40" width="120" height="176" rx="3" fill="#e4e8e6"/>
    <rect x="30" y="48" width="104" height="160" fill="#c9d8df"/>
    <path d="M82 48V208M30 128H134" stroke="#e4e8e6" stroke-width="7"/>
    <rect x="455" y="${shelfY}" width="185" height="9" fill="${mix(wall, '#3a2a1c', 0.6)}"/>${books.join('')}
    <ellipse cx="70" cy="470" rx="95" ry="70" fill="${mix(wall, '#2d4a30', 0.55)}"/>`;
};

const radial = (id: string, colour: string, opacity: number): string =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/>
    <stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;

/** Light falls from the picture's upper left. */
const paints = ({ person, pose }: Sitter): string => {
  const { skin } = person;
  const hair = person.hairColour;
  return `<radialGradient id="skin" gradientUnits="userSpaceOnUse" cx="${pose.x - 0.35 * pose.scale}"
      cy="${pose.y - 0.3 * pose.scale}" r="${1.75 * pose.scale}">
      <stop offset="0" stop-color="${mix(skin, '#fff1e2', 0.2)}"/><stop offset=".5" stop-color="${skin}"/>
      <stop offset="1" stop-color="${mix(skin, '#451a0a', 0.42)}"/></radialGradient>
    <linearGradient id="shade" x1="0" y1="0" x2="1" y2="0.25">
      <stop offset=".55" stop-color="#2a0f05" stop-opacity="0"/><stop offset="1" stop-color="#2a0f05" stop-opacity=".34"/>
    </linearGradient>
    <linearGradient id="hair" x1="0" y1="0" x2="1" y2="0.5">
      <stop offset="0" stop-color="${mix(hair, '#ffffff', 0.14)}"/><stop offset=".5" stop-color="${hair}"/>
      <stop offset="1" stop-color="${mix(hair, '#000000', 0.4)}"/></linearGradient>
    <linearGradient id="clothes" x1="0" y1="0" x2="1" y2="0.4">
      <stop offset="0" stop-color="${mix(person.clothes, '#ffffff', 0.14)}"/>
      <stop offset="1" stop-color="${mix(person.clothes, '#000000', 0.45)}"/></linearGradient>
    ${radial('socket', mix(skin, '#3a1206', 0.72), 0.42)}${radial('shine', '#fff6ea', 0.34)}
    ${radial('blush', '#c4483a', 0.2)}`;
};

const sitterSvg = (sitter: Sitter): string => {
  const { person, pose } = sitter;
  const project = projector(pose);
  const cheek = (side: -1 | 1): string =>
    `<path d="${closed(project, patch(side * 0.52, 0.42, 0.34, 0.27))}" fill="url(#blush)"/>`;
  const forehead = `<path d="${closed(project, patch(-0.15, -0.62, 0.5, 0.24))}" fill="url(#shine)"/>`;
  return [
    paints(sitter),
    drawBehind(person, pose, project),
    drawSkull(person, project),
    cheek(-1),
    cheek(1),
    forehead,
    drawNose(person, pose, project),
    drawMouth(person, pose, project),
    drawEyes(person, pose, project),
    drawHair(person, pose, project),
  ].join('');
};

/** Paint ids are the same for all people, so each person is a separate image, and the images are layered. */
export const drawRoom = (seed: number): string => frame(room(seed));

export const drawSitter = (sitter: Sitter): string => frame(sitterSvg(sitter));

const frame = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${content}</svg>`;
