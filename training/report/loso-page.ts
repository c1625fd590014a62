/** Leave-one-source-out as a page. */
import type { Loso } from '../leave-out/measure.ts';
import { rocCharts, scoreHistogram, sourceStrips, type Bar } from './charts.ts';
import { LEGEND, renderPage } from './html.ts';
import { losoNotes, losoTables } from './loso-rows.ts';

export const losoPage = ({ report, presentations }: Loso): string => {
  const { device, gateway } = report.thresholds;
  const bars: readonly Bar[] = [
    { name: 'device stop', value: device.spoof },
    { name: 'device live', value: device.live },
    { name: 'gateway live', value: gateway.live },
  ];
  const seedOf = (index: number): string => `seed ${report.seeds[index]?.seed ?? ''}`;
  return renderPage({
    title: 'Sources that the net has not seen',
    intro:
      'Leave-one-source-out cross-validation: every score is from a net that was trained without that source. ' +
      'Terms are those of ISO/IEC 30107-3; no conformance is claimed.',
    charts: [
      rocCharts(
        presentations.flatMap(({ frame, window }, index) => [
          { name: `frames, ${seedOf(index)}`, samples: frame, style: 1 },
          { name: `windows, ${seedOf(index)}`, samples: window, style: 2 },
        ]),
      ),
      ...presentations
        .slice(0, 1)
        .flatMap(({ frame, window }, index) => [
          [
            scoreHistogram({ name: `frames, ${seedOf(index)}`, samples: frame }, bars),
            scoreHistogram({ name: `windows, ${seedOf(index)}`, samples: window }, bars),
          ],
          [sourceStrips({ name: `frames, ${seedOf(index)}`, samples: frame }, bars)],
          [sourceStrips({ name: `windows, ${seedOf(index)}`, samples: window }, bars)],
        ]),
    ],
    legend: LEGEND,
    tables: losoTables(report),
    notes: losoNotes(report),
  });
};
