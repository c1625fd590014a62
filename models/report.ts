/** What an evaluation says: for machines (JSON) and for people (a table). */
import { measure, type Measure } from './metrics.ts';
import { toWindows, type Timed } from './windows.ts';

export interface Both {
  readonly frame: Measure;
  readonly window: Measure;
}

export interface Thresholds {
  readonly live: number;
  readonly spoof: number;
}

export interface Report extends Both {
  readonly model: { readonly sha256: string; readonly topologySha256: string };
  readonly threshold: number;
  readonly split: string;
  readonly sources: Readonly<Record<string, Both>>;
  /** Attacks of each instrument that pass; instruments are as coarse as the data folder's tags. */
  readonly attacks: Readonly<
    Record<string, { readonly frame: number | null; readonly window: number | null; readonly frames: number }>
  >;
  /** The device's hard stop (scores at or below `spoof`), by windows: shares of each class that are stopped. */
  readonly deviceStop: { readonly live: number | null; readonly spoof: number | null };
  /** Pictures in which no face was found: they have no score. */
  readonly nonResponse: { readonly live: number; readonly spoof: number };
  readonly unreadable: readonly string[];
}

export interface Evaluation {
  readonly frames: readonly Timed[];
  readonly device: Thresholds;
  readonly gateway: Thresholds;
  readonly split: string;
  readonly model: Report['model'];
  readonly nonResponse: Report['nonResponse'];
  readonly unreadable: readonly string[];
}

export const createReport = ({ frames, device, gateway, ...rest }: Evaluation): Report => {
  const windows = toWindows(frames);
  const both = (keep: (item: Timed) => boolean): Both => ({
    frame: measure(frames.filter(keep), gateway.live),
    window: measure(windows.filter(keep), gateway.live),
  });
  const stopped = (isLive: boolean): number | null => {
    const { apcer } = measure(
      windows.filter((item) => item.isLive === isLive).map((item) => ({ ...item, isLive: false })),
      device.spoof,
    );
    return apcer === null ? null : 1 - apcer;
  };
  const attacks = names(frames.filter(({ isLive }) => !isLive).map(attackOf)).map((name) => {
    const { frame, window } = both((item) => !item.isLive && attackOf(item) === name);
    return [name, { frame: frame.apcer, window: window.apcer, frames: frame.spoof }] as const;
  });
  return {
    ...rest,
    ...both(() => true),
    threshold: gateway.live,
    sources: Object.fromEntries(
      names(frames.map(({ source }) => source)).map((name) => [name, both(({ source }) => source === name)]),
    ),
    attacks: Object.fromEntries(attacks),
    deviceStop: { live: stopped(true), spoof: stopped(false) },
  };
};

const attackOf = ({ attack }: Timed): string => attack ?? 'unknown';

const names = (items: readonly string[]): string[] => [...new Set(items)].toSorted();

export const toTable = (report: Report): string => {
  const header = ['', 'live', 'spoof', 'AUC', 'EER', 'APCER@BPCER5', 'APCER', 'BPCER'];
  const rows = [
    row('all, frames', report.frame),
    row('all, windows', report.window),
    ...Object.entries(report.sources).map(([name, { frame }]) => row(`${name}, frames`, frame)),
  ];
  const attacks = Object.entries(report.attacks).map(
    ([name, { frame, window, frames }]) =>
      `  ${name}: ${percent(frame)} of ${frames} frames, ${percent(window)} of windows`,
  );
  const { nonResponse, unreadable, deviceStop } = report;
  return [
    ...columns([header, ...rows]),
    '',
    `Passed at ${report.threshold}, by attack instrument (APCER):`,
    ...attacks,
    `Stopped on the device, windows: live ${percent(deviceStop.live)}, spoof ${percent(deviceStop.spoof)}`,
    `No face found: live ${nonResponse.live}, spoof ${nonResponse.spoof}`,
    `Unreadable: ${unreadable.length === 0 ? 'none' : unreadable.join(', ')}`,
    `Model ${report.model.sha256.slice(0, 12)}, split ${report.split}`,
  ].join('\n');
};

const row = (name: string, { live, spoof, auc, eer, apcerAtBpcer5, apcer, bpcer }: Measure): string[] => [
  name,
  String(live),
  String(spoof),
  auc === null ? '-' : auc.toFixed(4),
  ...[eer, apcerAtBpcer5, apcer, bpcer].map(percent),
];

const percent = (rate: number | null): string => (rate === null ? '-' : `${(100 * rate).toFixed(1)} %`);

const columns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_cell, index) => Math.max(...rows.map((cells) => cells[index]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  '),
  );
};
