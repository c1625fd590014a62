/** Skull, ears, neck, shoulders and hair of one person, in two layers: behind the face and over it. */
import { mix } from './colour.ts';
import { closed, mirrored, onSkin, open } from './path.ts';
import type { Person } from './person.ts';
import type { Point3, Pose, Project } from './pose.ts';

const outline = (person: Person): Point3[] => {
  const height = person.faceHeight;
  const half: Point3[] = [
    [0.6, -height * 0.9, 0],
    [0.93, -height * 0.5, 0],
    [1, -height * 0.05, 0],
    [0.95, height * 0.32, 0.05],
    [person.jaw * 1.12, height * 0.7, 0.1],
    [person.jaw * 0.6, height * 0.93, 0.15],
  ];
  return [[0, -height, 0], ...half, [0, height, 0.18], ...mirrored(half)];
};

const ear = (person: Person, project: Project, side: -1 | 1): string => {
  const shape: Point3[] = [
    [side * 0.96, -0.2, -0.1],
    [side * 1.13, -0.22, -0.16],
    [side * 1.15, 0.05, -0.16],
    [side * 1.06, 0.32, -0.12],
    [side * 0.95, 0.3, -0.08],
  ];
  return `<path d="${closed(project, shape)}" fill="${mix(person.skin, '#5a1f10', 0.22)}"/>`;
};

/** The shoulders sway less than the head: they follow its position but not its turning. */
const body = (person: Person, pose: Pose): string => {
  const { x, y, scale } = pose;
  const at = (dx: number, dy: number): string => `${(x + dx * scale).toFixed(1)} ${(y + dy * scale).toFixed(1)}`;
  const neck = person.hair === 'scarf' ? person.hairColour : mix(person.skin, '#4a1c0c', 0.16);
  return `<path d="M${at(-0.56, 0.7)}L${at(-0.7, 1.8)}Q${at(0, 2.7)} ${at(0.7, 1.8)}L${at(0.56, 0.7)}Z"
      fill="${neck}"/>
    <path d="M${at(-0.56, 1.0)}Q${at(0, 1.9)} ${at(0.56, 1.0)}L${at(0.56, 1.32)}Q${at(0, 1.98)} ${at(-0.56, 1.32)}Z"
      fill="${mix(neck, '#2a1005', 0.4)}" opacity=".6"/>
    <path d="M${at(-2.5, 16)}V${(y + 4.6 * scale).toFixed(1)}C${at(-2.5, 2.5)} ${at(-1.6, 2.1)} ${at(-0.68, 1.72)}Q${at(0, 2.5)} ${at(0.68, 1.72)}
      C${at(1.6, 2.1)} ${at(2.5, 2.5)} ${at(2.5, 4.6)}V${(y + 16 * scale).toFixed(1)}Z" fill="url(#clothes)"/>
    <path d="M${at(-0.68, 1.72)}Q${at(0, 2.5)} ${at(0.68, 1.72)}" fill="none" stroke="#000" stroke-opacity=".25"
      stroke-width="${scale * 0.06}"/>`;
};

const hairBehind = (person: Person, project: Project): string => {
  const height = person.faceHeight;
  const shapes: Record<Person['hair'], Point3[]> = {
    short: [
      [0.66, -height * 1.02, -0.2],
      [1.08, -height * 0.55, -0.2],
      [1.06, -0.1, -0.2],
    ],
    long: [
      [0.7, -height * 1.06, -0.2],
      [1.2, -height * 0.5, -0.3],
      [1.3, 0.4, -0.3],
      [1.42, height * 1.3, -0.3],
      [0.95, height * 1.75, -0.3],
    ],
    bun: [
      [0.34, -height * 1.36, -0.3],
      [0.42, -height * 1.14, -0.3],
      [0.86, -height * 0.88, -0.2],
      [1.07, -height * 0.4, -0.2],
      [1.02, 0, -0.2],
    ],
    scarf: [
      [0.72, -height * 1.08, -0.2],
      [1.22, -height * 0.5, -0.2],
      [1.28, 0.3, -0.2],
      [1.16, height * 1.05, -0.1],
      [1.5, height * 1.75, -0.2],
    ],
  };
  const half = shapes[person.hair];
  const top: Point3 = [0, person.hair === 'bun' ? -height * 1.42 : -height * 1.12, -0.2];
  return `<path d="${closed(project, [top, ...half, ...mirrored(half)])}" fill="url(#hair)"/>`;
};

/** Hair or scarf over the forehead. */
export const drawHair = (person: Person, pose: Pose, project: Project): string => {
  const height = person.faceHeight;
  const lowOnTemple = person.hair === 'short' || person.hair === 'bun' ? -0.28 : 0.1;
  const outer: Point3[] = [
    [1.03, lowOnTemple, 0.02],
    [1.05, -height * 0.5, 0],
    [0.66, -height * 0.98, 0],
  ];
  const crown: Point3[] = [...outer, [0, -height * 1.1, 0.1], ...mirrored(outer)];
  // The parting sits off the middle, as partings do.
  const hairline: Point3[] = [
    [-0.93, lowOnTemple, 0.1],
    onSkin(-0.84, -height * 0.42),
    onSkin(-0.5, -height * 0.6),
    onSkin(-0.18, -height * 0.68),
    onSkin(0.3, -height * 0.64),
    onSkin(0.66, -height * 0.52),
    onSkin(0.86, -height * 0.38),
    [0.93, lowOnTemple, 0.1],
  ];
  const strand = (x: number): string => {
    const line = open(project, [
      [x * 0.75, -height * 1.04, 0.1],
      [x, -height * 0.86, 0.3],
      onSkin(x * 1.12, -height * 0.66),
    ]);
    return `<path d="${line}" fill="none" stroke="#fff" stroke-opacity=".07" stroke-width="${pose.scale * 0.03}"/>`;
  };
  const strands = person.hair === 'scarf' ? '' : [-0.7, -0.5, -0.32, 0.06, 0.26, 0.45, 0.64].map(strand).join('');
  return `<path d="${closed(project, [...crown, ...hairline])}" fill="url(#hair)"/>${strands}`;
};

/** The layer behind the face. */
export const drawBehind = (person: Person, pose: Pose, project: Project): string =>
  `${hairBehind(person, project)}${body(person, pose)}`;

export const drawSkull = (person: Person, project: Project): string => {
  const face = closed(project, outline(person));
  const ears =
    person.hair === 'short' || person.hair === 'bun' ? `${ear(person, project, -1)}${ear(person, project, 1)}` : '';
  return `${ears}<path d="${face}" fill="url(#skin)"/><path d="${face}" fill="url(#shade)"/>`;
};
