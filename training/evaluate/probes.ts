/**
 * Probes of what the net looks at: the same pictures with parts removed. Where only surroundings are left, an AUC near
 * 0.5 means that the net scores the medium; an AUC near 1 means that it scores rooms or hands.
 */
import { createLivenessNet, type LivenessNet } from '../../src/vision/liveness.ts';
import { parseTopology, type Branch, type Topology } from '../../src/vision/runtime/topology.ts';
import { readWasm } from '../data/detector.ts';
import { measurePresentations, type Measured } from './operating.ts';
import { framePresentations, windowPresentations, type Frame, type Thresholds } from './presentations.ts';
import { addBars, blankFace, blankHead, cutFrame, hangScreen, reencode, relit } from './probe-pictures.ts';
import type { Scorer } from './score.ts';
import type { NetFiles } from './shipped.ts';

export interface ProbeRow {
  readonly name: string;
  /** Description: what is left or removed. */
  readonly about: string;
  /** Null: not run, and `about` says why. */
  readonly frame: Measured | null;
  readonly window: Measured | null;
}

export interface Probe {
  readonly name: string;
  readonly about: string;
  readonly scorer: Scorer;
}

export interface Probes {
  readonly probes: readonly Probe[];
  dispose(): void;
}

/** Size of the head with hair and chin, in units of scale. */
const HEAD = { extent: 3.2, drop: 0.2 };
/** Frames cut to this many face boxes contain the head only, end at the ears, and end within the cheeks. */
const ZOOMS = [1.5, 1, 0.8] as const;
/** Luma of a face, 0..1: in the dark the flow turns the screen white (src/flow/help.ts), and the face gains about this much. */
const DARK = 0.12;
const LIT = 0.3;

/** @param whole the unchanged net, for probes that only change the picture. */
export const createProbes = async (files: NetFiles, whole: LivenessNet): Promise<Probes> => {
  const topology = parseTopology(files.topology);
  const nets: LivenessNet[] = [];
  const variant = async (change: (branch: Branch) => Branch): Promise<LivenessNet> => {
    const changed: Topology = { ...topology, branches: topology.branches.map(change) };
    const bytes = new Uint8Array(new TextEncoder().encode(JSON.stringify(changed))).buffer;
    const net = await createLivenessNet({ topology: bytes, weights: files.weights, loadWasm: readWasm });
    nets.push(net);
    return net;
  };
  const total = topology.branches.reduce((sum, { weight }) => sum + weight, 0);
  const only = (name: string): Promise<LivenessNet> =>
    variant((branch) => ({ ...branch, weight: branch.name === name ? total : 0 }));

  const single = await Promise.all(
    topology.branches.map(async (branch): Promise<Probe> => ({
      name: `${branch.name} only`,
      about: `that branch alone decides, on ${'boxes' in branch.crop ? `its crop of ${branch.crop.boxes} face boxes` : 'the whole frame'}`,
      scorer: { net: await only(branch.name) },
    })),
  );
  const zoomed = ZOOMS.map((boxes): Probe => ({
    name: `crop of ${boxes} face boxes`,
    about: 'no edge in view, as of an attack that fills the oval',
    scorer: { net: whole, prepare: (pixels, { geometry }) => cutFrame(pixels, geometry, boxes) },
  }));
  return {
    probes: [
      ...single,
      {
        name: 'face blanked',
        about: 'brow to chin grey: hair, hands, borders and the room are left',
        scorer: { net: whole, prepare: (pixels, { geometry }) => ({ pixels: blankFace(pixels, geometry), geometry }) },
      },
      {
        name: 'background only',
        about: 'the whole head grey, with its hair',
        scorer: {
          net: whole,
          prepare: (pixels, { geometry }) => ({
            pixels: blankHead(pixels, geometry, HEAD.extent, HEAD.drop),
            geometry,
          }),
        },
      },
      {
        name: 're-encoded alike',
        about: '480 pixels on the long side, JPEG 60',
        scorer: { net: whole, prepare: (pixels, { geometry }) => reencode(pixels, geometry) },
      },
      ...zoomed,
      {
        name: 'dark',
        about: `the same room with so little light that the face has a luma of ${DARK}, and the noise of it`,
        scorer: {
          net: whole,
          prepare: (pixels, { geometry }) => ({
            pixels: relit(pixels, geometry, { room: DARK, face: DARK }),
            geometry,
          }),
        },
      },
      {
        name: 'dark, lit by the screen',
        about: `that room with a white screen before the face, which brings it to ${LIT}`,
        scorer: {
          net: whole,
          prepare: (pixels, { geometry }) => ({ pixels: relit(pixels, geometry, { room: DARK, face: LIT }), geometry }),
        },
      },
      {
        name: 'screen in the room',
        about: 'a lit screen with a rim on the wall beside the head',
        scorer: { net: whole, prepare: (pixels, { geometry }) => ({ pixels: hangScreen(pixels, geometry), geometry }) },
      },
      {
        name: 'between bars',
        about: 'a black bar at the left and the right, each a third as wide as the frame',
        scorer: { net: whole, prepare: (pixels, { geometry }) => addBars(pixels, geometry) },
      },
    ],
    dispose: () => {
      for (const net of nets) {
        net.dispose();
      }
    },
  };
};

export const probeRow = (
  { name, about }: Pick<Probe, 'name' | 'about'>,
  frames: readonly Frame[],
  thresholds: Thresholds,
): ProbeRow => ({
  name,
  about,
  frame: measurePresentations(framePresentations(frames, thresholds), thresholds.gateway.live),
  window: measurePresentations(windowPresentations(frames, thresholds), thresholds.gateway.live),
});

/** Without a net: the separation of this folder's classes by the light on the face alone. */
export const lightProbe = (frames: readonly Frame[], thresholds: Thresholds): ProbeRow =>
  probeRow(
    { name: 'light alone', about: 'no net: the darker face is called live' },
    frames.map((frame) => ({ ...frame, score: 1 - frame.luma })),
    thresholds,
  );

/** Bona fide frames of people who hold a lit screen: only their BPCER is meaningful. `paths` null: there is no list of such frames. */
export const litProbe = (
  paths: ReadonlySet<string> | null,
  frames: readonly Frame[],
  thresholds: Thresholds,
): ProbeRow => {
  const name = 'lit phone in hand';
  if (paths === null) {
    return { name, about: 'not run: no --lit FILE that lists such bona fide frames', frame: null, window: null };
  }
  const lit = frames.filter(({ path, isLive }) => isLive && paths.has(path));
  return lit.length === 0
    ? { name, about: 'not run: no bona fide frame of the list is in this split', frame: null, window: null }
    : probeRow({ name, about: `${lit.length} bona fide frames of people who hold a lit screen` }, lit, thresholds);
};
