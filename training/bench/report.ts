/** The results of a bench as data and as a table. */
import { availableParallelism, cpus, loadavg } from 'node:os';
import type { ChromiumRace } from './in-chromium.ts';
import type { PeerNet } from './minifasnet.ts';
import type { Result } from './race.ts';

/** Limits for a decision on one thread: maximum milliseconds, and minimum speed-up over the peer. */
export const LIMITS = { decisionMs: 10, ratio: 1.5 } as const;

export interface Comparison {
  readonly version: string;
  readonly lifesign: Result;
  readonly peer: Result;
  /** The peer's median over ours. */
  readonly ratio: number;
  readonly isWithinLimits: boolean;
}

export interface BenchReport {
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    /** Load average of the last minute, before and after. Above the number of cores, times are too long. */
    readonly load: readonly [number, number];
  };
  readonly frame: { readonly width: number; readonly height: number };
  readonly rounds: number;
  readonly limits: typeof LIMITS;
  readonly peer: { readonly runtime: string; readonly nets: readonly Omit<PeerNet, 'model'>[] };
  readonly node: Comparison;
  /** In a worker; `longestTaskMs` is the longest task on the page's own thread. */
  readonly chromium: Comparison & { readonly longestTaskMs: number };
}

export const loadOfLastMinute = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;

export const describeMachine = (loadBefore: number): BenchReport['machine'] => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  load: [loadBefore, loadOfLastMinute()],
});

/** The SDK's result first, then the peer's. */
export const compare = (version: string, [lifesign, peer]: readonly Result[]): Comparison => {
  if (lifesign === undefined || peer === undefined) {
    throw new RangeError('A comparison needs two results');
  }
  const ratio = peer.decision.median / lifesign.decision.median;
  const isWithinLimits = lifesign.decision.median <= LIMITS.decisionMs && ratio >= LIMITS.ratio;
  return { version, lifesign, peer, ratio, isWithinLimits };
};

export const compareInChromium = ({ version, results, longestTaskMs }: ChromiumRace): BenchReport['chromium'] => ({
  ...compare(version, results),
  longestTaskMs,
});

const BUSY =
  'The machine was busy with other work: the fastest tenth (p10) and the CPU time are more reliable than the medians.';

export const toTable = ({ machine, frame, rounds, peer, node, chromium }: BenchReport): string => {
  const head = ['', 'decision ms', 'p10', 'p90', 'crops ms', 'CPU ms', 'faster than the peer'];
  const rows = [...rowsOf(`Node ${node.version}`, node), ...rowsOf(`Chromium ${chromium.version}, worker`, chromium)];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const [before, after] = machine.load;
  return [
    `One decision on a ${frame.width}x${frame.height} frame, WebAssembly SIMD on one thread, medians of ${rounds} rounds`,
    `${machine.processor}, ${machine.cores} cores, load ${before} before and ${after} after`,
    ...(Math.max(before, after) > machine.cores ? [BUSY] : []),
    `Peer: ${peer.runtime}; ${peer.nets.map(describeNet).join(', ')}; published shapes, random weights`,
    '',
    ...[head, ...rows].map(line),
    '',
    `Longest task on the page's thread meanwhile: ${chromium.longestTaskMs === 0 ? 'none over 50 ms' : `${chromium.longestTaskMs} ms`}`,
    `At most ${LIMITS.decisionMs} ms and at least ${LIMITS.ratio} times faster: ` +
      `Node ${verdict(node)}, Chromium ${verdict(chromium)}`,
  ].join('\n');
};

const describeNet = ({ name, parameters, multiplications }: Omit<PeerNet, 'model'>): string =>
  `${name} (${(parameters / 1e6).toFixed(2)} M weights, ${(multiplications / 1e6).toFixed(0)} M multiplications)`;

const verdict = ({ isWithinLimits }: Comparison): string => (isWithinLimits ? 'yes' : 'NO');

const rowsOf = (where: string, { lifesign, peer, ratio }: Comparison): readonly (readonly string[])[] => [
  [`${where}: ${lifesign.name}`, ...cellsOf(lifesign), `${ratio.toFixed(2)} x`],
  [`${where}: ${peer.name}`, ...cellsOf(peer), ''],
];

const cellsOf = ({ decision, crops, cpu }: Result): readonly string[] => [
  ...[decision.median, decision.p10, decision.p90, crops.median].map((value) => value.toFixed(2)),
  cpu === null ? '-' : cpu.toFixed(2),
];
