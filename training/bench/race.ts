/** Times contenders in rounds: each decides once per round, so that other load on the machine affects all alike. */

export interface Contender {
  readonly name: string;
  /** One decision on the frame, crops included. Returns P(bona fide). */
  decide(): Promise<number>;
  /** The crops of a decision alone. */
  crop(): void;
}

/** Milliseconds. On a busy machine the fastest tenth is closest to the time of the work itself. */
export interface Spread {
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
}

export interface Result {
  readonly name: string;
  readonly decision: Spread;
  readonly crops: Spread;
  /** Mean processor time of one decision, without other programs; null where there is no such clock. */
  readonly cpu: number | null;
  /** The score of the frame, to compare results between runtimes. */
  readonly score: number;
}

export interface RaceOptions {
  readonly rounds: number;
  /** Processor time of this thread, milliseconds. */
  readonly cpuClock?: () => number;
}

/** Rounds before timing: WebAssembly compilers optimise the code while it runs, and users run the optimised code. */
const WARM_UP = 20;

export const race = async (
  contenders: readonly Contender[],
  { rounds, cpuClock }: RaceOptions,
): Promise<readonly Result[]> => {
  const lanes = contenders.map((contender) => ({
    contender,
    decisions: [] as number[],
    crops: [] as number[],
    cpu: 0,
    score: Number.NaN,
  }));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const lane of lanes) {
      const cpuBefore = cpuClock?.() ?? 0;
      const startedAt = performance.now();
      lane.score = await lane.contender.decide();
      const decidedAt = performance.now();
      const cpu = (cpuClock?.() ?? 0) - cpuBefore;
      const croppingAt = performance.now();
      lane.contender.crop();
      const croppedAt = performance.now();
      if (round >= 0) {
        lane.decisions.push(decidedAt - startedAt);
        lane.crops.push(croppedAt - croppingAt);
        lane.cpu += cpu;
      }
    }
  }
  return lanes.map(({ contender, decisions, crops, cpu, score }) => ({
    name: contender.name,
    decision: spreadOf(decisions),
    crops: spreadOf(crops),
    cpu: cpuClock === undefined ? null : cpu / rounds,
    score,
  }));
};

/** The upper value where a share falls between two; NaN for an empty list. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = Float64Array.from(values);
  sorted.sort();
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
  return { p10: at(0.1), median: at(0.5), p90: at(0.9) };
};
