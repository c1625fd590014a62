/** The tables of an evaluation, for the terminal and the page. The first row is the header. */
import { TRAITS, type TraitName } from '../evaluate/operating.ts';
import { POINTS, type Both, type Passes } from '../evaluate/presentations.ts';
import { area, between, percent } from './format.ts';
import type { Figures, JointFigures, Summary } from './summary.ts';

export interface Table {
  readonly title: string;
  readonly about: string;
  readonly rows: readonly (readonly string[])[];
}

const FIGURES = ['AUC', 'EER', 'APCER at BPCER 1 %', '5 %', '10 %', 'APCER', 'BPCER'] as const;

export const POINT_NAMES: Readonly<Record<keyof Passes, string>> = {
  deviceStop: 'device stop',
  deviceLive: 'device live',
  gatewayLive: 'gateway live',
  accepted: 'accepted',
};

export const tablesOf = (summary: Summary): readonly Table[] => [
  overall(summary),
  operating(summary),
  sources(summary, 'frame', 'frames'),
  sources(summary, 'window', 'windows'),
  attacks(summary),
  byTrait(summary, 'light'),
  byTrait(summary, 'skin'),
  nonResponse(summary),
  ...(summary.probes === null ? [] : [probes(summary.probes)]),
  ...(summary.experts === null ? [] : [jointly(summary, summary.experts), jointSources(summary, summary.experts)]),
];

const figures = (rates: Summary['frame'] | Summary['sources'][string]['frame']): readonly string[] => [
  area(rates.auc),
  ...[rates.eer, rates.apcerAtBpcer1, rates.apcerAtBpcer5, rates.apcerAtBpcer10, rates.apcer, rates.bpcer].map(percent),
];

const intervalFigures = ({ interval: known }: Summary['frame']): readonly string[] => [
  between(known.auc, area),
  ...[known.eer, known.apcerAtBpcer1, known.apcerAtBpcer5, known.apcerAtBpcer10, known.apcer, known.bpcer].map(
    (range) => between(range, percent),
  ),
];

const overall = (summary: Summary): Table => {
  const { threshold, resamples, sources: bySource } = summary;
  return {
    title: 'All',
    about:
      `APCER and BPCER at the gateway's threshold of ${threshold}. Intervals: 95 % of ${resamples} resamples of the ` +
      `${Object.keys(bySource).length} sources.`,
    rows: [
      ['', 'live', 'spoof', ...FIGURES],
      ...kindsOf(summary).flatMap(([name, measured]) => [
        [name, String(measured.live), String(measured.spoof), ...figures(measured)],
        ['  interval', '', '', ...intervalFigures(measured)],
      ]),
    ],
  };
};

const presented = ({ live, spoof }: Summary['frame']): number => live + spoof;

/** Timed and full windows are listed only where they differ from all windows. */
const kindsOf = (summary: Figures): readonly (readonly [string, Summary['frame']])[] => {
  const { frame, window, timedWindow, fullWindow } = summary;
  return [
    ['frames', frame],
    ['windows', window],
    ...(presented(timedWindow) < presented(window) ? [['windows, timed', timedWindow] as const] : []),
    ...(presented(fullWindow) < presented(timedWindow) ? [['windows, full', fullWindow] as const] : []),
  ];
};

const operating = (summary: Summary): Table => {
  const { device, gateway } = summary.thresholds;
  const kinds = kindsOf(summary);
  const bars: Readonly<Record<keyof Passes, string>> = {
    deviceStop: `stopped at or below ${device.spoof}`,
    deviceLive: `live from ${device.live}`,
    gatewayLive: `live from ${gateway.live}`,
    accepted: `by both; from ${gateway.doubted} where the device was uncertain`,
  };
  return {
    title: 'At the shipped thresholds',
    about: "The device's points by its own verdict on windows; APCER is the share of attacks that are let through.",
    rows: [
      ['', ...kinds.flatMap(([name]) => [`${name}: APCER`, 'BPCER'])],
      ...POINTS.map((point) => [
        `${POINT_NAMES[point]} (${bars[point]})`,
        ...kinds.flatMap(([, rates]) => [rates.operating[point].apcer, rates.operating[point].bpcer].map(percent)),
      ]),
    ],
  };
};

const sources = ({ sources: bySource, worst }: Summary, by: keyof Both<unknown>, name: string): Table => {
  const told = (['auc', 'apcer', 'bpcer'] as const).flatMap((figure) => {
    const found = worst[by][figure];
    const format = figure === 'auc' ? area : percent;
    return found === null ? [] : [`${figure.toUpperCase()} ${format(found.value)} (${found.source})`];
  });
  return {
    title: `Sources, ${name}`,
    about: `Worst: ${told.join(', ') || '-'}. The last three columns: bona fide ${name} refused at the shipped thresholds.`,
    rows: [
      ['', 'live', 'spoof', ...FIGURES, ...POINTS.map((point) => `BPCER ${POINT_NAMES[point]}`)],
      ...Object.entries(bySource).map(([source, { [by]: rates }]) => [
        source,
        String(rates.live),
        String(rates.spoof),
        ...figures(rates),
        ...POINTS.map((point) => percent(rates.operating[point].bpcer)),
      ]),
    ],
  };
};

const attacks = ({ attacks: byName, threshold }: Summary): Table => ({
  title: 'Attacks',
  about: `APCER of each instrument at the gateway's ${threshold}, and at the threshold that gives a BPCER of 5 % over all.`,
  rows: [
    ['', 'frames', 'APCER', 'at BPCER 5 %', 'windows', 'APCER', 'at BPCER 5 %'],
    ...Object.entries(byName).map(([name, rates]) => [
      name,
      String(rates.frames),
      percent(rates.frame),
      percent(rates.frameAtBpcer5),
      String(rates.windows),
      percent(rates.window),
      percent(rates.windowAtBpcer5),
    ]),
  ],
});

export const TRAIT_TITLES: Readonly<Record<TraitName, Pick<Table, 'title' | 'about'>>> = {
  light: {
    title: 'Light on the face',
    about: `By the mean luma of the face: dark below ${TRAITS.light.ranges[0].to}, bright from ${TRAITS.light.ranges[2].from}.`,
  },
  skin: {
    title: 'Skin',
    about:
      'By the typology angle of the cheeks in the picture, in degrees: ' +
      `dark below ${TRAITS.skin.ranges[0].to}, brown to ${TRAITS.skin.ranges[1].to}, light from ${TRAITS.skin.ranges[3].from}. ` +
      'Dim light lowers it, so people of every skin tone are measured as dark.',
  },
};

const byTrait = ({ traits }: Summary, trait: TraitName): Table => ({
  ...TRAIT_TITLES[trait],
  rows: [
    ['', 'live', 'sources', 'attacks', ...POINTS.flatMap((point) => [`BPCER ${POINT_NAMES[point]}`, 'APCER'])],
    ...(['frame', 'window'] as const).flatMap((by) =>
      traits[by][trait].map((bin) => [
        `${bin.name}, ${by}s`,
        String(bin.live),
        String(bin.sources),
        String(bin.spoof),
        ...POINTS.flatMap((point) => [bin.operating[point].bpcer, bin.operating[point].apcer].map(percent)),
      ]),
    ),
  ],
});

const nonResponse = ({ nonResponse: { live, spoof } }: Summary): Table => ({
  title: 'No response',
  about:
    'Single frames that the product would not count (BPNRR, APNRR), by the first reason. They are scored here nevertheless.',
  rows: [
    ['', 'pictures', 'no score', 'non-response', 'reasons'],
    ...[live, spoof].map((rates, index) => [
      index === 0 ? 'bona fide (BPNRR)' : 'attacks (APNRR)',
      String(rates.pictures),
      String(rates.withoutScore),
      percent(rates.rate),
      Object.entries(rates.reasons)
        .toSorted(([, one], [, other]) => other - one)
        .map(([reason, count]) => `${reason} ${count}`)
        .join(', '),
    ]),
  ],
});

const probes = (rows: NonNullable<Summary['probes']>): Table => ({
  title: 'Probes',
  about: 'The same pictures with something removed or added. APCER and BPCER of frames at the shipped thresholds.',
  rows: [
    [
      '',
      'frames AUC',
      'EER',
      'APCER at BPCER 5 %',
      'windows AUC',
      'APCER',
      'BPCER',
      'BPCER device stop',
      'what is left',
    ],
    ...rows.map(({ name, about, frame, window }) => [
      name,
      area(frame?.auc),
      percent(frame?.eer),
      percent(frame?.apcerAtBpcer5),
      area(window?.auc),
      percent(frame?.apcer),
      percent(frame?.bpcer),
      percent(frame?.operating.deviceStop.bpcer),
      about,
    ]),
  ],
});

const inTheEnd = (measured: Summary['frame']): readonly string[] => {
  const { apcer, bpcer } = measured.operating.accepted;
  return [...figures(measured), percent(apcer), percent(bpcer)];
};

const jointly = (summary: Summary, experts: JointFigures): Table => ({
  title: 'With experts',
  about:
    `Our net with ${experts.names.join(', ')}, as a gateway joins them. APCER and BPCER at its threshold of ` +
    `${summary.threshold}, and in the end; the device judges by our net alone.`,
  rows: [
    ['', ...FIGURES, 'accepted: APCER', 'BPCER'],
    ...kindsOf(summary).flatMap(([name, alone]) => [
      [`${name}, ours alone`, ...inTheEnd(alone)],
      ...kindsOf(experts)
        .filter(([other]) => other === name)
        .map(([, joint]) => [`${name}, with experts`, ...inTheEnd(joint)]),
    ]),
  ],
});

const jointSources = ({ sources: bySource }: Summary, experts: JointFigures): Table => ({
  title: 'Sources with experts',
  about: 'Ours alone, and with experts. APCER and BPCER at the threshold of the gateway.',
  rows: [
    ['', ...['frames', 'windows'].flatMap((name) => [`${name}: AUC`, 'with', 'APCER', 'with', 'BPCER', 'with'])],
    ...Object.entries(bySource).map(([source, alone]) => [
      source,
      ...(['frame', 'window'] as const).flatMap((by) => {
        const both = [alone[by], experts.sources[source]?.[by]];
        return [
          ...both.map((rates) => area(rates?.auc)),
          ...both.map((rates) => percent(rates?.apcer)),
          ...both.map((rates) => percent(rates?.bpcer)),
        ];
      }),
    ]),
  ],
});

/** Problems, and whether the figures are reliable. */
export const notesOf = ({
  model,
  split,
  selfCheck,
  fullWindow,
  window,
  failures,
  problems,
}: Summary): readonly string[] => [
  `Model ${model.sha256.slice(0, 12)}: ${model.isShipped ? 'the shipped one, by the hash of both files' : 'NOT the shipped one'}; split ${split}`,
  `${window.live + window.spoof} windows, ${fullWindow.live + fullWindow.spoof} of them full: at least one second and five frames, as the product requires`,
  `Self-check, labels shuffled ${selfCheck.rounds} times, AUC: ${shuffled(selfCheck.frame, 'frames')}; ${shuffled(selfCheck.window, 'windows')}`,
  `Pictures without a score: ${counted(failures.map(({ problem }) => TOLD[problem]))}`,
  ...named(failures.map(({ path, problem, detail }) => `  ${path}: ${TOLD[problem]}, ${detail}`)),
  `Lines of the manifest with a problem: ${counted(problems.map(({ isSkipped }) => (isSkipped ? 'skipped' : 'without a field')))}`,
  ...named(problems.map(({ line, path, problem }) => `  line ${line}${path === null ? '' : ` (${path})`}: ${problem}`)),
];

const counted = (kinds: readonly string[]): string =>
  [...new Set(kinds)].map((kind) => `${kinds.filter((other) => other === kind).length} ${kind}`).join(', ') || 'none';

const NAMED = 40;

/** The whole list is in the JSON. */
const named = (lines: readonly string[]): readonly string[] =>
  lines.length <= NAMED ? lines : [...lines.slice(0, NAMED), `  and ${lines.length - NAMED} more`];

const TOLD = { 'missing': 'missing', 'unreadable': 'unreadable', 'no-face': 'no face and no box' } as const;

const shuffled = (found: Summary['selfCheck']['frame'], name: string): string =>
  found === null
    ? `${name} -`
    : `${name} ${found.mean.toFixed(3)} (${found.low.toFixed(3)} to ${found.high.toFixed(3)}), ${found.isChance ? 'chance' : 'NOT AT CHANCE LEVEL: the figures are not reliable'}`;
