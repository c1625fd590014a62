/**
 * Evaluates the shipped liveness net on a data folder, through the same code that the SDK and the gateway run.
 * `npm run pad:eval -- --data DIR [--data DIR ...] [--exclude SOURCE,...] [--split NAME|all] [--json FILE] [--report DIR] [--probes [--lit FILE]]
 * [--net PATH] [--fresh] [--experts FILE]`; without `--split` it is `val` where the folder has one, else all.
 * `--experts` names a gateway's configuration: the joint verdict of its experts and our net is measured, and ours alone.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SHIPPED_NET } from '../common/places.ts';
import { isSome, namesOf } from '../data/folder.ts';
import { evaluationPage } from '../report/page.ts';
import { notesOf, tablesOf } from '../report/rows.ts';
import { toText } from '../report/table.ts';
import { evaluate } from './evaluate.ts';

const USAGE =
  'Usage: npm run pad:eval -- --data DIR [--data DIR ...] [--exclude SOURCE,...] [--split NAME|all] [--json FILE] [--report DIR] [--probes [--lit FILE]] ' +
  '[--net PATH] [--fresh] [--experts FILE]';

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', multiple: true, default: [] },
      exclude: { type: 'string', default: '' },
      split: { type: 'string' },
      json: { type: 'string' },
      report: { type: 'string' },
      net: { type: 'string', default: SHIPPED_NET },
      probes: { type: 'boolean', default: false },
      lit: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      experts: { type: 'string' },
    },
  });
  const { data, split, net, probes: hasProbes, lit, fresh: isFresh, experts } = values;
  if (!isSome(data) || (lit !== undefined && !hasProbes)) {
    throw new Error(USAGE);
  }
  const { summary, presentations } = await evaluate({
    data,
    exclude: namesOf(values.exclude),
    split,
    net,
    hasProbes,
    lit,
    experts,
    detections: { isFresh },
  });
  console.log(toText(tablesOf(summary), notesOf(summary)));
  if (values.json !== undefined) {
    await mkdir(path.dirname(path.resolve(values.json)), { recursive: true });
    await writeFile(values.json, `${JSON.stringify(summary, null, 2)}\n`);
  }
  if (values.report !== undefined) {
    await mkdir(values.report, { recursive: true });
    const file = path.join(values.report, 'evaluation.html');
    await writeFile(file, evaluationPage(summary, presentations));
    console.log(`\nReport: ${file}`);
  }
};

await main();
