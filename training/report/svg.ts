/** The SVG that the charts share: a plot with axes, in pixels, with colours from the page's style sheet. */

export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Values labelled on the axis. */
  readonly ticks: readonly number[];
  readonly title: string;
}

export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly x: Scale;
  readonly y: Scale;
}

export const MARGIN = { left: 52, right: 12, top: 26, bottom: 40 } as const;

/** Escapes names, which come from untrusted data folders. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

export const number = (value: number): string => String(Math.round(value * 100) / 100);

export const placeX = ({ width, x }: Plot, value: number): number =>
  MARGIN.left + ((value - x.from) / (x.to - x.from)) * (width - MARGIN.left - MARGIN.right);

export const placeY = ({ height, y }: Plot, value: number): number =>
  height - MARGIN.bottom - ((value - y.from) / (y.to - y.from)) * (height - MARGIN.top - MARGIN.bottom);

/** Marks outside the axes are clipped. */
export const drawPlot = (plot: Plot, title: string, marks: string): string => {
  const { width, height, x, y } = plot;
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const clip = `clip-${title.replace(/\W+/g, '-')}`;
  const grid = [
    ...x.ticks.map((tick) => {
      const at = number(placeX(plot, tick));
      return (
        `<path class="grid" d="M${at} ${top}V${bottom}"/>` +
        `<text x="${at}" y="${bottom + 16}" text-anchor="middle">${tick}</text>`
      );
    }),
    ...y.ticks.map((tick) => {
      const at = number(placeY(plot, tick));
      return (
        `<path class="grid" d="M${left} ${at}H${right}"/>` +
        `<text x="${left - 6}" y="${at}" dy="0.35em" text-anchor="end">${tick}</text>`
      );
    }),
  ].join('');
  return (
    `<svg role="img" aria-label="${escapeXml(title)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<text class="title" x="${left}" y="14">${escapeXml(title)}</text>${grid}` +
    `<clipPath id="${clip}"><rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"/></clipPath>` +
    `<g clip-path="url(#${clip})">${marks}</g>` +
    `<text x="${(left + right) / 2}" y="${height - 6}" text-anchor="middle">${escapeXml(x.title)}</text>` +
    `<text transform="translate(12 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeXml(y.title)}</text>` +
    `</svg>`
  );
};
