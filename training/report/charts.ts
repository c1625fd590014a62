/** The charts of a report as SVG: ROC, score histograms, and one strip of scores for each source. */
import { aucOf, errorCurve, sortByScore, type ErrorCurve, type Scored } from '../evaluate/error-curve.ts';
import { area } from './format.ts';
import { drawPlot, escapeXml, MARGIN, number, placeX, placeY, type Plot } from './svg.ts';

export interface Series<T> {
  readonly name: string;
  readonly samples: readonly T[];
}

/** Lines of one style have one colour. */
export interface RocSeries extends Series<Scored> {
  readonly style: number;
}

/** A threshold line in a chart of scores. */
export interface Bar {
  readonly name: string;
  readonly value: number;
}

/** The whole curve, and its corner of low error rates. */
export const rocCharts = (series: readonly RocSeries[]): readonly string[] => {
  const curves = series.flatMap(({ name, samples, style }) => {
    const curve = errorCurve(sortByScore(samples));
    return curve === null ? [] : [{ name, curve, style: `series-${style}` }];
  });
  const draw = (title: string, most: number, ticks: readonly number[], hasLegend: boolean): string => {
    const plot: Plot = {
      width: 380,
      height: 360,
      x: { from: 0, to: most, ticks, title: 'APCER: attacks that pass' },
      y: {
        from: 1 - most,
        to: 1,
        ticks: ticks.map((tick) => round(1 - tick)),
        title: '1 - BPCER: bona fide that pass',
      },
    };
    const lines = curves.map(({ curve, style }) => `<path class="line ${style}" d="${rocPath(plot, curve)}"/>`);
    const legend = curves.map(
      ({ name, curve, style }, index) =>
        `<text class="${style}" x="${plot.width - MARGIN.right - 8}" y="${plot.height - MARGIN.bottom - 12 - 16 * index}" ` +
        `text-anchor="end">${escapeXml(name)}: AUC ${area(aucOf(curve))}</text>`,
    );
    return drawPlot(plot, title, [...lines, ...(hasLegend ? legend : [])].join(''));
  };
  return [
    draw('ROC', 1, [0, 0.2, 0.4, 0.6, 0.8, 1], true),
    draw('ROC, the corner', 0.2, [0, 0.05, 0.1, 0.15, 0.2], false),
  ];
};

const rocPath = (plot: Plot, curve: ErrorCurve): string =>
  curve
    .map(
      ({ apcer, bpcer }, index) =>
        `${index === 0 ? 'M' : 'L'}${number(placeX(plot, apcer))} ${number(placeY(plot, 1 - bpcer))}`,
    )
    .join('');

const BINS = 25;

export const scoreHistogram = ({ name, samples }: Series<Scored>, bars: readonly Bar[]): string => {
  const shares = {
    live: histogram(samples.filter(({ isLive }) => isLive)),
    spoof: histogram(samples.filter(({ isLive }) => !isLive)),
  };
  const most = Math.max(...shares.live, ...shares.spoof, 0.1);
  const ticks = [0, 0.25, 0.5, 0.75, 1].filter((tick) => tick <= most);
  const plot: Plot = {
    width: 380,
    height: 260,
    x: { from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], title: 'score' },
    y: { from: 0, to: most, ticks, title: 'share of the class' },
  };
  const columnsOf = (kind: 'live' | 'spoof'): string =>
    shares[kind]
      .map((share, bin) => {
        const [left, right] = [placeX(plot, bin / BINS), placeX(plot, (bin + 1) / BINS)];
        const top = placeY(plot, share);
        return `<rect class="${kind}" x="${number(left)}" y="${number(top)}" width="${number(right - left)}" height="${number(placeY(plot, 0) - top)}"/>`;
      })
      .join('');
  return drawPlot(plot, `Scores, ${name}`, columnsOf('spoof') + columnsOf('live') + drawBars(plot, bars));
};

/** Share of the samples in each bin; a score of 1 is in the last. */
const histogram = (samples: readonly Scored[]): readonly number[] => {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const { score } of samples) {
    const bin = Math.min(BINS - 1, Math.floor(score * BINS));
    counts[bin] = (counts[bin] ?? 0) + 1 / samples.length;
  }
  return counts;
};

const drawBars = (plot: Plot, bars: readonly Bar[]): string =>
  bars
    .map(({ name, value }) => {
      const at = number(placeX(plot, value));
      return `<path class="bar" d="M${at} ${MARGIN.top}V${plot.height - MARGIN.bottom}"><title>${escapeXml(name)} ${value}</title></path>`;
    })
    .join('');

const ROW = 26;

/** One line for each source: bona fide ticks above, attacks below. */
export const sourceStrips = (
  { name, samples }: Series<Scored & { readonly source: string }>,
  bars: readonly Bar[],
): string => {
  const sources = [...new Set(samples.map(({ source }) => source))].toSorted();
  const plot: Plot = {
    width: 780,
    height: MARGIN.top + MARGIN.bottom + ROW * sources.length,
    x: { from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], title: 'score' },
    y: { from: 0, to: 1, ticks: [], title: '' },
  };
  const rows = sources.map((source, index) => {
    const top = MARGIN.top + ROW * index;
    const ticks = (isLive: boolean): string => {
      const path = samples
        .filter((sample) => sample.source === source && sample.isLive === isLive)
        .map(({ score }) => `M${number(placeX(plot, score))} ${top + (isLive ? 2 : ROW / 2)}v${ROW / 2 - 3}`)
        .join('');
      return path === '' ? '' : `<path class="tick ${isLive ? 'live' : 'spoof'}" d="${path}"/>`;
    };
    return {
      marks: `<path class="grid" d="M${MARGIN.left} ${top}H${plot.width}"/>${ticks(true)}${ticks(false)}`,
      label: `<text x="${MARGIN.left - 6}" y="${top + ROW / 2}" dy="0.35em" text-anchor="end">${escapeXml(shorten(source))}<title>${escapeXml(source)}</title></text>`,
    };
  });
  const drawn = drawPlot(plot, `Sources, ${name}`, rows.map(({ marks }) => marks).join('') + drawBars(plot, bars));
  return drawn.replace('</svg>', `${rows.map(({ label }) => label).join('')}</svg>`);
};

/** Truncates a name to the space beside the axis. */
const shorten = (name: string): string => (name.length <= 8 ? name : `${name.slice(0, 7)}…`);

const round = (value: number): number => Math.round(value * 1000) / 1000;
