/**
 * Third-party nets that decide together with ours, from the command line: `add` writes the entry of an ONNX file, its known answers
 * included, into a configuration, or prints it where none is named; `check` runs the gateway's start-up checks on them.
 */
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Of } from '../crypto/sha256.ts';
import { openExpert, startExpert } from '../engine/experts/expert.ts';
import { PRESETS } from '../engine/experts/presets.ts';
import { loadEngineConfig } from '../config.ts';
import { runCommand, UsageError } from './command-line.ts';
import { type ExpertConfig, parseExpert, parseExpertNet, WEIGHTS } from '../engine/config.ts';

const USAGE = `npm run experts -- add FILE --as ${Object.keys(PRESETS).join('|')} [--config FILE]
npm run experts -- add FILE --name NAME --scale 2.7 --border moved|reflected --size 80 --order RGB|BGR --range 0-1|0-255
    --output softmax|difference|probabilities --live 1 [--weight 0.2] [--config FILE]
npm run experts -- check [--config FILE]
Without --config, the file that LIFESIGN_CONFIG names; without either, add prints the entry.
`;

const run = async (args: readonly string[]): Promise<string> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      as: { type: 'string' },
      name: { type: 'string' },
      scale: { type: 'string' },
      border: { type: 'string' },
      size: { type: 'string' },
      order: { type: 'string' },
      range: { type: 'string' },
      output: { type: 'string' },
      live: { type: 'string' },
      weight: { type: 'string' },
    },
  });
  const [command, file] = positionals;
  const config = values.config ?? process.env['LIFESIGN_CONFIG'];
  switch (command) {
    case 'add':
      if (file === undefined) {
        throw new UsageError('Which file?');
      }
      return add(file, values, config);
    case 'check':
      if (config === undefined) {
        throw new UsageError('Which configuration?');
      }
      return check(config);
    default:
      throw new UsageError('Which command?');
  }
};

type Asked = Readonly<
  Partial<
    Record<'as' | 'name' | 'scale' | 'border' | 'size' | 'order' | 'range' | 'output' | 'live' | 'weight', string>
  >
>;

const add = async (file: string, asked: Asked, config: string | undefined): Promise<string> => {
  const preset = asked.as !== undefined && Object.hasOwn(PRESETS, asked.as) ? PRESETS[asked.as] : undefined;
  if (asked.as !== undefined && preset === undefined) {
    throw new UsageError(`There is no preset ${asked.as}`);
  }
  const sha256 = sha256Of(await readFile(file));
  const net = parseExpertNet({
    name: asked.name ?? asked.as,
    file: realpathSync(file),
    sha256,
    crop: { ...preset?.crop, ...given({ scale: numberOf(asked.scale), border: asked.border }) },
    input: { ...preset?.input, ...given({ size: numberOf(asked.size), order: asked.order, range: asked.range }) },
    output: { ...preset?.output, ...given({ kind: asked.output, live: asked.live?.split(',').map(Number) }) },
  });
  const expert = await openExpert(net);
  const knownAnswers = (await expert.answers()).map((logit) => Number(logit.toFixed(4)));
  const weight = numberOf(asked.weight) ?? preset?.weight ?? WEIGHTS.other;
  await expert.release();
  const entry = parseExpert({ ...net, weight, knownAnswers });
  const notes = [
    ...(preset === undefined ? [] : [`${net.name}: ${preset.about}`]),
    ...(preset === undefined || preset.sha256 === sha256
      ? []
      : [`Note: ${basename(file)} is not the file that this preset was measured with (SHA-256 ${preset.sha256})`]),
  ];
  // To standard error: standard output may be piped to another program.
  process.stderr.write(notes.map((note) => `${note}\n`).join(''));
  return config === undefined
    ? `${JSON.stringify(entry, null, 2)}\n`
    : `${net.name} (SHA-256 ${sha256.slice(0, 12)}, weight ${weight}) ${writeEntry(config, entry)} ${config}\n`;
};

/** The options that were given; the preset's values apply for the others. */
const given = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

interface ConfigFile {
  engine?: { experts?: { name?: unknown }[] };
}

/** Replaces an entry of the same name. Everything else in the file stays, placeholders and permissions too. */
const writeEntry = (named: string, entry: ExpertConfig): string => {
  const config = realpathSync(named);
  const json = JSON.parse(readFileSync(config, 'utf8')) as ConfigFile;
  const way = relative(dirname(config), entry.file);
  const written = { ...entry, file: way.startsWith('..') || isAbsolute(way) ? entry.file : way };
  const experts = json.engine?.experts ?? [];
  const others = experts.filter(({ name }) => name !== entry.name);
  const changed = { ...json, engine: { ...json.engine, experts: [...others, written] } };
  // In one step: a gateway that starts meanwhile reads the old file or the new one.
  const part = `${config}.${process.pid}.part`;
  writeFileSync(part, `${JSON.stringify(changed, null, 2)}\n`, { mode: statSync(config).mode });
  try {
    loadEngineConfig(part);
    renameSync(part, config);
  } catch (error) {
    rmSync(part);
    throw error;
  }
  return others.length === experts.length ? 'added to' : 'replaced in';
};

const check = async (config: string): Promise<string> => {
  const { experts, joint } = loadEngineConfig(config);
  const lines: string[] = [];
  for (const expert of experts) {
    const started = await startExpert(expert);
    lines.push(`ok  ${expert.name}  SHA-256 ${expert.sha256.slice(0, 12)}, weight ${expert.weight}`);
    await started.release();
  }
  lines.push(
    experts.length === 0
      ? 'No experts: our net decides alone'
      : `Joined by weight ${joint.own} of our net, scale ${joint.scale}, bias ${joint.bias}`,
  );
  return [...lines, ''].join('\n');
};

await runCommand(USAGE, async () => {
  process.stdout.write(await run(process.argv.slice(2)));
  return true;
});
