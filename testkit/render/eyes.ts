/** Eyes, brows and glasses of one person. `side` is -1 for the eye on the picture's left, 1 for the other. */
import { mix } from './colour.ts';
import { closed, onSkin, open, patch } from './path.ts';
import type { Person } from './person.ts';
import type { Point3, Pose, Project } from './pose.ts';

type Side = -1 | 1;

const EYE_Y = -0.06;
const BROW_Y = -0.3;

/** The lid's edge from the inner to the outer corner; `arch` is its height above (negative) or below the corners. */
const lidEdge = (person: Person, side: Side, arch: number): Point3[] =>
  [-1, -0.62, -0.1, 0.5, 1].map((along) => {
    const x = side * (person.eyeDistance + along * person.eyeWidth);
    const tilt = -person.eyeTilt * along;
    // The upper lid is highest towards the nose, the lower one towards the temple.
    const bow = (1 - along ** 2) * (1 - Math.sign(arch) * 0.15 * along);
    return onSkin(x, EYE_Y + tilt + arch * bow, -0.02);
  });

const eye = (person: Person, pose: Pose, project: Project, side: Side): string => {
  const upper = lidEdge(person, side, 0.045 - 0.165 * pose.eyesOpen);
  const lower = lidEdge(person, side, 0.07);
  const crease = lidEdge(person, side, -0.16).map(([x, y, z]): Point3 => [x, y - 0.03, z]);
  const opening = closed(project, [...upper, ...lower.toReversed()]);
  const [irisX, irisY] = project(onSkin(side * person.eyeDistance, EYE_Y + 0.005, -0.02));
  const iris = 0.098 * pose.scale;
  const lash = mix(person.skin, '#120a06', 0.86);
  const id = `eye${side}`;
  const inside =
    pose.eyesOpen < 0.08
      ? ''
      : `<clipPath id="${id}"><path d="${opening}"/></clipPath><g clip-path="url(#${id})">
          <path d="${opening}" fill="#efe8e1"/>
          <circle cx="${irisX}" cy="${irisY}" r="${iris}" fill="${person.iris}"/>
          <circle cx="${irisX}" cy="${irisY}" r="${iris * 0.98}" fill="none" stroke="#120c08" stroke-width="${iris * 0.16}"/>
          <circle cx="${irisX}" cy="${irisY}" r="${iris * 0.46}" fill="#0a0706"/>
          <circle cx="${irisX - iris * 0.32}" cy="${irisY - iris * 0.36}" r="${iris * 0.2}" fill="#fff" opacity=".9"/>
          <path d="${open(project, upper)}" fill="none" stroke="#000" stroke-opacity=".28" stroke-width="${pose.scale * 0.07}"/>
        </g>`;
  return `<path d="${closed(project, patch(side * person.eyeDistance, EYE_Y - 0.03, 0.33, 0.2))}" fill="url(#socket)"/>
    <path d="${open(project, crease)}" fill="none" stroke="${mix(person.skin, '#2a1208', 0.45)}" stroke-width="${pose.scale * 0.018}"/>
    ${inside}
    <path d="${open(project, upper)}" fill="none" stroke="${lash}" stroke-width="${pose.scale * 0.038}" stroke-linecap="round"/>
    <path d="${open(project, lower)}" fill="none" stroke="${mix(person.skin, '#3a160c', 0.5)}" stroke-width="${pose.scale * 0.014}"/>`;
};

const brow = (person: Person, project: Project, side: Side): string => {
  const ridge = [-1.2, -0.5, 0.3, 0.95, 1.5];
  const half = person.browThickness;
  const top = ridge.map((along, index): Point3 => {
    const arch = [-0.01, -0.04, -0.065, -0.05, 0.02][index] ?? 0;
    return onSkin(side * (person.eyeDistance + along * person.eyeWidth), BROW_Y + arch - half * 0.6, 0.03);
  });
  const bottom = ridge.map((along, index): Point3 => {
    const thickness = [1, 1.05, 0.9, 0.5, 0.05][index] ?? 0;
    const arch = [-0.01, -0.04, -0.065, -0.05, 0.02][index] ?? 0;
    return onSkin(side * (person.eyeDistance + along * person.eyeWidth), BROW_Y + arch + half * thickness, 0.03);
  });
  const colour = mix(person.browColour, person.skin, 0.12);
  return `<path d="${closed(project, [...top, ...bottom.toReversed()])}" fill="${colour}" opacity=".9"/>`;
};

const lens = (person: Person, pose: Pose, project: Project, side: Side): string =>
  `<path d="${closed(project, patch(side * person.eyeDistance, EYE_Y + 0.03, 0.34, 0.26, 0.14))}" fill="#cfe0ea"
    fill-opacity=".07" stroke="#1b1b1e" stroke-width="${pose.scale * 0.03}"/>`;

const glasses = (person: Person, pose: Pose, project: Project): string => {
  const bridge: Point3[] = [onSkin(-0.12, EYE_Y, 0.16), onSkin(0, EYE_Y - 0.04, 0.2), onSkin(0.12, EYE_Y, 0.16)];
  return `${lens(person, pose, project, -1)}${lens(person, pose, project, 1)}
    <path d="${open(project, bridge)}" fill="none" stroke="#1b1b1e" stroke-width="${pose.scale * 0.03}"/>`;
};

export const drawEyes = (person: Person, pose: Pose, project: Project): string =>
  [
    eye(person, pose, project, -1),
    eye(person, pose, project, 1),
    brow(person, project, -1),
    brow(person, project, 1),
    person.glasses ? glasses(person, pose, project) : '',
  ].join('');
