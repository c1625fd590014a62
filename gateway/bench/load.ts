/** The load of the benchmark: prepares checks, then confirms them with so many clients at once. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { HEADERS, POLLING, type StatusData } from 'lifesign/contract';
import {
  begin,
  call,
  confirm,
  evidenceFor,
  type Launch,
  launch,
  type Prepared,
  type Reachable,
  sha256,
  statusOf,
  upload,
} from '../test/support/harness.ts';
import type { GatewayProcess } from '../test/support/processes.ts';
import { withShippedModels } from '../test/support/shipped-models.ts';

/** What one launch sends. */
export interface Pictures {
  readonly SELFIE: Uint8Array;
  readonly ADDITIONAL_SELFIE?: Uint8Array;
  /** Frames of the moments that the session draws, in their order. */
  readonly moments?: readonly Uint8Array[];
}

export interface Figures {
  readonly clients: number;
  readonly checksPerSecond: number;
  /** Milliseconds from sending the confirm until the verdict is stored. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Processor time of the gateway's process for all of a check, from its launch on; null where it cannot be read. */
  readonly cpuMsPerCheck: number | null;
  /** Peak memory of the gateway's process. */
  readonly peakMb: number;
}

export interface Check extends Prepared {
  readonly launched: Launch;
}

/** Runs `work` on every item, `limit` of them at once. */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const rest = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of rest) {
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
};

/** Everything before the confirm: session, launch key, uploads. */
export const prepareCheck = async (
  gateway: Reachable,
  { moments, ...images }: Pictures,
  sandbox: boolean,
): Promise<Check> => {
  const launched = await launch(gateway, { sandbox, userId: randomUUID() });
  const { data } = (await begin(gateway, launched)).body;
  const hashes: Record<string, string> = {};
  for (const [type, bytes] of Object.entries(images)) {
    const { status } = await upload(gateway, data.documents[type as keyof typeof images]?.documentUrl ?? '', bytes);
    if (status !== 200) {
      throw new Error(`upload answered ${status}`);
    }
    hashes[type] = sha256(bytes);
  }
  const honest = withShippedModels(evidenceFor(data, hashes));
  const signed = moments?.map((frame, index) => {
    const share = data.moments?.[index] ?? 0;
    return { share, atMs: share * honest.device.windowMs, sha256: sha256(frame) };
  });
  const evidence = await launched.sign(signed === undefined ? honest : { ...honest, moments: signed });
  const more = moments === undefined ? {} : { moments: moments.map((frame) => Buffer.from(frame).toString('base64')) };
  return {
    launched,
    submissionId: data.submissionId,
    confirm: () => confirm(gateway, launched, data.submissionId, evidence, more),
  };
};

/** Milliseconds before the next poll, by the number of former ones and how long the client has waited. */
type PollDelay = (polls: number, waitedMs: number) => number;

/** The first at once, then less often the longer it waits: polls would otherwise be most of the load. */
const EAGERLY: PollDelay = (polls, waitedMs) => (polls === 0 ? 0 : Math.max(50, waitedMs / 4));

const LIKE_THE_SDK: PollDelay = (polls) => Math.min(POLLING.firstMs * POLLING.factor ** polls, POLLING.maxMs);

const finalStatus = async (
  gateway: Reachable,
  { launched, submissionId }: Check,
  delay: PollDelay,
): Promise<StatusData> => {
  const since = performance.now();
  for (let polls = 0; ; polls += 1) {
    await sleep(delay(polls, performance.now() - since));
    const { data } = (await statusOf(gateway, launched, submissionId)).body;
    if (data.status === 'COMPLETED' || data.status === 'ERROR') {
      return data;
    }
  }
};

/** Time of the confirm, epoch milliseconds. */
const confirmAndWait = async (gateway: Reachable, check: Check, delay: PollDelay): Promise<number> => {
  const confirmedAt = Date.now();
  const { status, body } = await check.confirm();
  if (status !== 200) {
    throw new Error(`confirm answered ${status} ${JSON.stringify(body)}`);
  }
  const verdict = await finalStatus(gateway, check, delay);
  // A check that ended before the liveness nets would measure something else.
  if (verdict.status !== 'COMPLETED' || !['', 'NOT_LIVE'].includes(verdict.reasonCode ?? '')) {
    throw new Error(`The check ended as ${verdict.status} ${verdict.reasonCode}`);
  }
  return confirmedAt;
};

const decidedAt = async (gateway: Reachable, { launched, submissionId }: Check): Promise<number> => {
  const { body } = await call<{ processedAt: string }>(gateway, 'GET', '/coe/v1/submissions', {
    [HEADERS.token]: launched.partnerToken,
    [HEADERS.submissionId]: submissionId,
  });
  return Date.parse(body.data.processedAt);
};

/** Of all threads of a process, milliseconds; Linux counts in hundredths of a second. */
const cpuMs = (pid: number): number | null => {
  try {
    const [, user = '', system = ''] =
      /^\d+ \(.*\)(?: \S+){11} (\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return 10 * (Number(user) + Number(system));
  } catch {
    return null;
  }
};

const residentMb = (pid: number): number =>
  Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);

/** Peak memory of a process from now on, sampled twice a second. */
export const samplePeakMb = (pid: number): { readonly mb: () => number; stop(): void } => {
  let peak = residentMb(pid);
  const sampling = setInterval(() => {
    peak = Math.max(peak, residentMb(pid));
  }, 500);
  return { mb: () => peak, stop: () => clearInterval(sampling) };
};

/** Milliseconds from confirm to stored verdict, ascending. */
const waitsOf = (confirmed: readonly number[], decided: readonly number[]): readonly number[] =>
  decided.map((at, index) => at - (confirmed[index] ?? at)).toSorted((a, b) => a - b);

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;

export const measure = async (
  gateway: GatewayProcess,
  pictures: Pictures,
  { clients, checks, sandbox }: { readonly clients: number; readonly checks: number; readonly sandbox: boolean },
): Promise<Figures> => {
  const cpuBefore = cpuMs(gateway.pid);
  const prepared = await inParallel(Array.from({ length: checks }), 4, () => prepareCheck(gateway, pictures, sandbox));
  const peak = samplePeakMb(gateway.pid);
  const confirmed = await inParallel(prepared, clients, (each) => confirmAndWait(gateway, each, EAGERLY)).finally(() =>
    peak.stop(),
  );
  const cpuAfter = cpuMs(gateway.pid);
  const decided = await inParallel(prepared, 4, (each) => decidedAt(gateway, each));
  const waits = waitsOf(confirmed, decided);
  return {
    clients,
    checksPerSecond: (1000 * checks) / (Math.max(...decided) - Math.min(...confirmed)),
    p50Ms: percentile(waits, 0.5),
    p95Ms: percentile(waits, 0.95),
    cpuMsPerCheck: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / checks,
    peakMb: peak.mb(),
  };
};

export type Arrivals = 'regular' | 'random';

export interface Waits {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Clients that arrive so often, whether earlier ones have their verdict or not, and ask for it as often as the SDK does. */
export const measureArrivals = async (
  gateway: GatewayProcess,
  pictures: Pictures,
  {
    perSecond,
    arrivals,
    checks,
    sandbox,
  }: {
    readonly perSecond: number;
    readonly arrivals: Arrivals;
    readonly checks: number;
    readonly sandbox: boolean;
  },
): Promise<Waits> => {
  const prepared = await inParallel(Array.from({ length: checks }), 4, () => prepareCheck(gateway, pictures, sandbox));
  const confirming: Promise<number>[] = [];
  let due = performance.now();
  for (const check of prepared) {
    await sleep(Math.max(0, due - performance.now()));
    confirming.push(confirmAndWait(gateway, check, LIKE_THE_SDK));
    // A Poisson process has gaps that are distributed exponentially.
    due += (1000 / perSecond) * (arrivals === 'regular' ? 1 : -Math.log(1 - Math.random()));
  }
  const confirmed = await Promise.all(confirming);
  const decided = await inParallel(prepared, 4, (each) => decidedAt(gateway, each));
  const waits = waitsOf(confirmed, decided);
  return { p50Ms: percentile(waits, 0.5), p95Ms: percentile(waits, 0.95) };
};
