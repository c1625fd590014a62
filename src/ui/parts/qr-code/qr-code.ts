/**
 * The picture of a link: one drawing that stays. Dark on light whatever the theme, since not every scanner reads it the
 * other way round; by attributes, so that no style sheet of the first screen has to know it.
 */
import { correction, generate } from 'lean-qr';

const SVG = 'http://www.w3.org/2000/svg';

/** Squares of light that scanners ask for around a code. */
const QUIET = 4;

/** Pixels a side; with the margins of the sheet it fits on the narrowest phone. */
const SIDE = 232;

export class QrCode {
  readonly drawing = document.createElementNS(SVG, 'svg');
  #text: string | null = null;

  constructor() {
    this.drawing.setAttribute('aria-hidden', 'true');
    for (const [name, value] of Object.entries({ 'width': SIDE, 'height': SIDE, 'shape-rendering': 'crispEdges' })) {
      this.drawing.setAttribute(name, String(value));
    }
  }

  show(text: string | null): void {
    if (text === this.#text) {
      return;
    }
    this.#text = text;
    this.drawing.replaceChildren();
    if (text !== null) {
      const { size, path } = drawQr(text);
      this.drawing.setAttribute('viewBox', `0 0 ${size} ${size}`);
      this.drawing.append(filled('#fff', `M0 0h${size}v${size}H0z`), filled('#000', path));
    }
  }
}

const filled = (color: string, d: string): SVGPathElement => {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('fill', color);
  path.setAttribute('d', d);
  return path;
};

/** Squares a side with the quiet ones, and the dark ones as runs of a path. */
const drawQr = (text: string): { readonly size: number; readonly path: string } => {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const runs: string[] = [];
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      const from = x;
      while (x < code.size && code.get(x, y)) {
        x += 1;
      }
      if (x > from) {
        runs.push(`M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`);
      }
    }
  }
  return { size: code.size + 2 * QUIET, path: runs.join('') };
};
