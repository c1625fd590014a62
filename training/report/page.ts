/** An evaluation as a page: charts, then the same tables and notes as in the terminal. */
import type { Presentations } from '../evaluate/presentations.ts';
import { rocCharts, scoreHistogram, sourceStrips, type Bar } from './charts.ts';
import { LEGEND, renderPage } from './html.ts';
import { notesOf, tablesOf } from './rows.ts';
import type { Summary } from './summary.ts';

export const evaluationPage = (summary: Summary, { frame, window }: Presentations): string => {
  const { device, gateway } = summary.thresholds;
  const bars: readonly Bar[] = [
    { name: 'device stop', value: device.spoof },
    { name: 'device live', value: device.live },
    { name: 'gateway live', value: gateway.live },
  ];
  const [frames, windows] = [
    { name: 'frames', samples: frame },
    { name: 'windows', samples: window },
  ];
  return renderPage({
    title: 'Presentation attack detection, measured',
    intro:
      `Split ${summary.split}: ${frame.length} frames and ${window.length} windows of ` +
      `${Object.keys(summary.sources).length} sources. Terms are those of ISO/IEC 30107-3; no conformance is claimed.`,
    charts: [
      rocCharts([
        { ...frames, style: 1 },
        { ...windows, style: 2 },
      ]),
      [scoreHistogram(frames, bars), scoreHistogram(windows, bars)],
      [sourceStrips(frames, bars)],
      [sourceStrips(windows, bars)],
    ],
    legend: LEGEND,
    tables: tablesOf(summary),
    notes: notesOf(summary),
  });
};
