/** Nose and mouth of one person. */
import { mix } from './colour.ts';
import { closed, mirrored, onSkin, open, patch } from './path.ts';
import type { Person } from './person.ts';
import type { Point3, Pose, Project } from './pose.ts';

const NOSE_ROOT_Y = -0.12;
const MOUTH_Y = 0.83;

export const drawNose = (person: Person, pose: Pose, project: Project): string => {
  const tipY = NOSE_ROOT_Y + 0.14 + person.noseLength;
  const wing = person.noseWidth;
  const dark = mix(person.skin, '#2b0f06', 0.62);
  const shadowSide: Point3[] = [
    onSkin(0.05, NOSE_ROOT_Y, 0.05),
    onSkin(0.07, tipY - 0.22, 0.26),
    onSkin(wing * 0.62, tipY - 0.04, 0.3),
    onSkin(wing * 1.05, tipY + 0.06, 0.12),
    onSkin(wing * 1.3, tipY - 0.1, 0),
    onSkin(0.2, NOSE_ROOT_Y + 0.18, 0),
  ];
  const ridge: Point3[] = [
    onSkin(-0.01, NOSE_ROOT_Y + 0.06, 0.1),
    onSkin(-0.015, tipY - 0.2, 0.3),
    onSkin(-0.02, tipY - 0.03, 0.4),
  ];
  const half: Point3[] = [
    onSkin(wing * 0.98, tipY - 0.08, 0.1),
    onSkin(wing * 1.06, tipY + 0.03, 0.14),
    onSkin(wing * 0.78, tipY + 0.09, 0.18),
    onSkin(wing * 0.36, tipY + 0.08, 0.26),
  ];
  const base: Point3[] = [...half, onSkin(0, tipY + 0.12, 0.32), ...mirrored(half)];
  const nostril = (side: -1 | 1): string =>
    `<path d="${closed(project, patch(side * wing * 0.52, tipY + 0.065, wing * 0.27, 0.032, 0.22))}" fill="${dark}"/>`;
  return `<path d="${closed(project, shadowSide)}" fill="${mix(person.skin, '#3a1508', 0.55)}" opacity=".3"/>
    <path d="${open(project, ridge)}" fill="none" stroke="#fff4e6" stroke-opacity=".12" stroke-linecap="round"
      stroke-width="${pose.scale * 0.11}"/>
    <path d="${closed(project, patch(0, tipY, wing * 0.62, 0.12, 0.36))}" fill="url(#shine)"/>
    <path d="${open(project, base)}" fill="none" stroke="${mix(person.skin, '#2b0f06', 0.5)}" stroke-linecap="round"
      stroke-width="${pose.scale * 0.026}"/>
    ${nostril(-1)}${nostril(1)}
    <path d="${closed(project, patch(0, tipY + 0.17, wing * 0.9, 0.07, 0.04))}" fill="url(#socket)"/>`;
};

export const drawMouth = (person: Person, pose: Pose, project: Project): string => {
  const width = person.mouthWidth;
  const full = person.lipFullness;
  const gap = pose.mouthOpen * 0.14;
  const lip = mix(person.skin, person.lip, 0.72);
  const corner = (side: -1 | 1): Point3 => onSkin(side * width, MOUTH_Y - 0.012, 0.02);
  const upperHalf: Point3[] = [
    onSkin(width * 0.62, MOUTH_Y - full * 0.5, 0.06),
    onSkin(width * 0.2, MOUTH_Y - full * 0.98, 0.09),
  ];
  const line = (offset: number): Point3[] => [
    corner(-1),
    onSkin(-width * 0.5, MOUTH_Y + offset * 0.7, 0.06),
    onSkin(0, MOUTH_Y + 0.012 + offset, 0.09),
    onSkin(width * 0.5, MOUTH_Y + offset * 0.7, 0.06),
    corner(1),
  ];
  const upper: Point3[] = [
    corner(-1),
    ...mirrored(upperHalf.toReversed()),
    onSkin(0, MOUTH_Y - full * 0.76, 0.09),
    ...upperHalf.toReversed(),
    ...line(-gap).toReversed(),
  ];
  const lower: Point3[] = [
    ...line(gap),
    onSkin(width * 0.56, MOUTH_Y + gap + full * 0.95, 0.07),
    onSkin(0, MOUTH_Y + gap + full * 1.35, 0.09),
    onSkin(-width * 0.56, MOUTH_Y + gap + full * 0.95, 0.07),
  ];
  return `<path d="${closed(project, patch(0, MOUTH_Y + full * 2 + gap, width * 0.8, 0.08))}" fill="url(#socket)"/>
    <path d="${closed(project, [...line(-gap), ...line(gap).toReversed()])}" fill="#3a1110"/>
    <path d="${closed(project, upper)}" fill="${mix(lip, '#2a0a08', 0.16)}"/>
    <path d="${closed(project, lower)}" fill="${lip}"/>
    <path d="${closed(project, patch(-0.04, MOUTH_Y + gap + full * 0.75, width * 0.4, full * 0.28, 0.09))}" fill="#fff"
      opacity=".13"/>
    <path d="${open(project, line(0))}" fill="none" stroke="${mix(person.skin, '#220806', 0.78)}" stroke-linecap="round"
      stroke-width="${pose.scale * 0.022}"/>`;
};
