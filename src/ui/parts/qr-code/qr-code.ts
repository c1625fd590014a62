/**
 * The QR code of a link, as one SVG element that is reused. Dark on light in every theme, because not every scanner reads
 * inverted codes. Coloured by attributes, so that the style sheet of the first screen needs no rule for it.
 */
import { correction, generate } from 'lean-qr';

const SVG = 'http://www.w3.org/2000/svg';

/** Width of the light margin that scanners need around a code, in squares. */
const QUIET = 4;

/** Pixels on each side; with the margins of the sheet it fits on the narrowest phone. */
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

/** `size`: squares on each side, margin included. `path`: the dark squares, as horizontal runs. */
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
