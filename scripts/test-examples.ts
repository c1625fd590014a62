/**
 * `npm run test:examples`: tests each example as an integrator uses it. The packed package is installed into a copy of it outside
 * the repository, it is built, and a launch runs to its end in Chromium, with a drawn person as camera and the sandbox of
 * the gateway behind the examples' own backend. `-- NAME …` runs these, `-- --some` a few that rotate daily.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EXAMPLES, YARN, someOf, type Example } from './examples/list.ts';
import { launchIn } from './examples/launch.ts';
import { startBackground, type Background } from './examples/background.ts';
import { tryYarn } from './examples/node-20.ts';
import { startSite, type ExampleSite } from './examples/site.ts';
import { startVite } from './examples/vite.ts';

const ROOT = resolve(import.meta.dirname, '..');
const REGISTRY_MS = 10_000;

const run = (command: string, args: readonly string[], cwd: string): void => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: '1' },
  });
  if (status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')}: exit code ${status}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`,
    );
  }
};

/** Packs the published package; returns its path. */
const pack = (folder: string): string => {
  run('npm', ['pack', '--pack-destination', folder], ROOT);
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  return join(folder, name ?? '');
};

interface ExampleManifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

const install = ({ folder: source }: Example, tarball: string, folder: string): void => {
  cpSync(resolve(ROOT, 'examples', source), folder, {
    recursive: true,
    filter: (path) => !/node_modules|dist$/.test(path),
  });
  const file = join(folder, 'package.json');
  const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ExampleManifest) : {};
  writeFileSync(file, JSON.stringify({ ...manifest, dependencies: { ...manifest.dependencies, lifesign: tarball } }));
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'], folder);
};

const canReachRegistry = async (): Promise<boolean> => {
  const registry = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout.trim();
  try {
    return (await fetch(new URL('lit', registry), { method: 'HEAD', signal: AbortSignal.timeout(REGISTRY_MS) })).ok;
  } catch {
    return false;
  }
};

interface Chosen {
  readonly examples: readonly Example[];
  readonly yarn: boolean;
}

const chosen = (args: readonly string[]): Chosen => {
  const names = args.filter((name) => !name.startsWith('--'));
  const known = [...EXAMPLES.map(({ name }) => name), YARN];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no example ${unknown.join(', ')}; there are ${known.join(', ')}`);
  }
  const all = names.length === 0 ? EXAMPLES : EXAMPLES.filter(({ name }) => names.includes(name));
  const areSome = args.includes('--some');
  return {
    examples: areSome ? someOf(all) : all,
    yarn: names.length === 0 ? !areSome : names.includes(YARN),
  };
};

const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`;

const tryExample = async (
  example: Example,
  tarball: string,
  folder: string,
  site: ExampleSite,
  background: Background,
): Promise<string> => {
  const startedAt = performance.now();
  install(example, tarball, folder);
  if (example.build !== null) {
    run('npm', ['run', example.build], folder);
  }
  const builtAt = performance.now();
  await using dev = example.output === null ? await startVite(folder) : null;
  const page = dev?.address ?? join(folder, example.output ?? '');
  await launchIn(site.show({ page, package: join(folder, 'node_modules/lifesign/dist') }), background);
  return `COMPLETED (build ${seconds(startedAt, builtAt)}, launch ${seconds(builtAt, performance.now())})`;
};

const main = async (): Promise<number> => {
  const { examples, yarn } = chosen(process.argv.slice(2));
  if (!(await canReachRegistry())) {
    console.log('SKIPPED examples: the npm registry cannot be reached, and each needs its bundler from there');
    return 0;
  }
  const work = mkdtempSync(join(tmpdir(), 'lifesign-examples-'));
  let failed = 0;
  const tell = async (name: string, attempt: (folder: string) => Promise<string>): Promise<void> => {
    const folder = join(work, name);
    try {
      console.log(`ok   ${name}: ${await attempt(folder)}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  try {
    const tarball = pack(work);
    await using site = await startSite();
    await using background = await startBackground(site.address);
    site.forwardTo(background);
    for (const example of examples) {
      await tell(example.name, (folder) => tryExample(example, tarball, folder, site, background));
    }
    if (yarn) {
      await tell(YARN, async (folder) => tryYarn(tarball, folder));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return failed === 0 ? 0 : 1;
};

process.exitCode = await main();
