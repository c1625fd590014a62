/**
 * Measures leave-one-source-out training: scores of each source by nets that were trained without it.
 * `npm run pad:loso -- --runs DIR --data DIR [--data DIR ...] [--exclude SOURCE,...] [--json FILE] [--report DIR]`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readDetections } from '../data/detections.ts';
import { isSome, namesOf, readData } from '../data/folder.ts';
import { SHIPPED_THRESHOLDS } from '../evaluate/thresholds.ts';
import { losoPage } from '../report/loso-page.ts';
import { losoNotes, losoTables } from '../report/loso-rows.ts';
import { toText } from '../report/table.ts';
import { measureLoso } from './measure.ts';
import { readRuns } from './runs.ts';

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string' },
      data: { type: 'string', multiple: true, default: [] },
      exclude: { type: 'string', default: '' },
      json: { type: 'string' },
      report: { type: 'string' },
    },
  });
  const { runs: folder, data } = values;
  if (folder === undefined || !isSome(data)) {
    throw new Error(
      'Usage: npm run pad:loso -- --runs DIR --data DIR [--data DIR ...] [--exclude SOURCE,...] [--json FILE] [--report DIR]',
    );
  }
  const { root, records } = await readData(data, { exclude: namesOf(values.exclude) });
  const runs = await readRuns(folder, records);
  if (runs.seeds.every(({ scores }) => scores.size === 0)) {
    throw new Error([`No held-out scores in ${folder}`, ...runs.problems].join('\n'));
  }
  const loso = measureLoso(runs, records, await readDetections(root, { records }), SHIPPED_THRESHOLDS);
  console.log(toText(losoTables(loso.report), losoNotes(loso.report)));
  if (values.json !== undefined) {
    await mkdir(path.dirname(path.resolve(values.json)), { recursive: true });
    await writeFile(values.json, `${JSON.stringify(loso.report, null, 2)}\n`);
  }
  if (values.report !== undefined) {
    await mkdir(values.report, { recursive: true });
    const file = path.join(values.report, 'leave-one-source-out.html');
    await writeFile(file, losoPage(loso));
    console.log(`\nReport: ${file}`);
  }
};

await main();
