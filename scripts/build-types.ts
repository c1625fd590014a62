/**
 * Rolls the declarations of each public entry up into one file under dist/types. What is public is recorded in
 * api/<entry>.api.md, so that a change of it shows in review: `--check` fails on an unrecorded one, `--record` accepts it.
 * The element itself is described in `custom-elements.json`, recorded beside them. After a build, `--check` only compares what the
 * build reported. Additions to the types of browsers and frameworks, which a roll-up omits, come from
 * scripts/declarations.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { areCurrent } from './build.ts';
import { writeCustomElements } from './custom-elements.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DECLARATIONS = resolve(ROOT, '.cache/types/src');

const ENTRIES = {
  index: 'index.d.ts',
  define: 'define.d.ts',
  contract: 'contract/index.d.ts',
  vision: 'vision/index.d.ts',
  testing: 'testing/index.d.ts',
  react: 'react/index.d.ts',
} as const;

const isRecording = process.argv.includes('--record');
const isChecking = process.argv.includes('--check');

/** Path of the surface that the last build reported for the entry. */
const reportOf = (entry: string): string => `.cache/api/${entry}.api.md`;

const emitDeclarations = (): void => {
  rmSync(resolve(ROOT, '.cache/types'), { recursive: true, force: true });
  execFileSync(process.execPath, [resolve(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
};

const configOf = (entry: string, declaration: string): ExtractorConfig =>
  ExtractorConfig.prepare({
    configObjectFullPath: resolve(ROOT, 'api-extractor.json'),
    packageJsonFullPath: resolve(ROOT, 'package.json'),
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: resolve(DECLARATIONS, declaration),
      compiler: { tsconfigFilePath: resolve(ROOT, 'tsconfig.types.json') },
      dtsRollup: { enabled: true, untrimmedFilePath: resolve(ROOT, `dist/types/${entry}.d.ts`) },
      apiReport: {
        enabled: true,
        reportFileName: `${entry}.api.md`,
        reportFolder: resolve(ROOT, 'api'),
        reportTempFolder: resolve(ROOT, '.cache/api'),
      },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          'default': { logLevel: ExtractorLogLevel.Error },
          // Release tags are for surfaces with betas; everything that an entry exports is public here. Types that only
          // occur inside public ones are deliberately rolled up without an export.
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });

/** Returns whether the recorded surface equals the code's. */
const rollUp = (entry: string, config: ExtractorConfig, compilerState: CompilerState): boolean => {
  const result = Extractor.invoke(config, {
    compilerState,
    localBuild: isRecording,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) {
        console.error(message.formatMessageWithLocation(ROOT));
      }
      message.handled = true;
    },
  });
  if (result.errorCount > 0) {
    throw new Error(`The declarations of ${entry} could not be rolled up`);
  }
  return isRecording || !result.apiReportChanged;
};

const written = (name: string): string => resolve(ROOT, 'scripts/declarations', name);
const typesOf = (entry: string): string => resolve(ROOT, `dist/types/${entry}.d.ts`);

const addGlobals = (): void => {
  appendFileSync(typesOf('index'), readFileSync(written('globals.d.ts')));
  appendFileSync(typesOf('react'), readFileSync(written('react-jsx.d.ts')));
  // Code that defines the element needs its type as well.
  appendFileSync(typesOf('define'), "\nimport './index.js';\n");
  for (const name of ['vite', 'script', 'worker']) {
    copyFileSync(written(`${name}.d.ts`), typesOf(name));
  }
  for (const framework of ['vue', 'svelte']) {
    copyFileSync(written(`${framework}.d.ts`), typesOf(framework));
    writeFileSync(resolve(ROOT, `dist/${framework}.js`), '// Types only.\nexport {};\n');
  }
};

/** The manifest of the models is compiled into the code; without this, declarations would import its file. */
const nameAssets = (): void => {
  const text = readFileSync(typesOf('vision'), 'utf8');
  const manifest = readFileSync(resolve(ROOT, 'models/manifest.json'), 'utf8');
  const { assets } = JSON.parse(manifest) as { readonly assets: Readonly<Record<string, unknown>> };
  const ids = Object.keys(assets).map((id) => `'${id}'`);
  const named = text
    .replace(/^import manifest from .*\n/m, '')
    .replace('keyof typeof manifest.assets', ids.join(' | '));
  if (named.includes('manifest.')) {
    throw new Error('dist/types/vision.d.ts asks for models/manifest.json, which is not published');
  }
  writeFileSync(typesOf('vision'), named);
};

/** One program for all entries: each would read and check the same declarations. */
const compileAll = ([first, ...others]: readonly ExtractorConfig[]): CompilerState => {
  if (first === undefined) {
    throw new Error('There is no entry');
  }
  return CompilerState.create(first, {
    additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  });
};

/** Writes the declarations; returns the entries whose surface differs from the recorded one. */
const build = (): readonly string[] => {
  mkdirSync(resolve(ROOT, 'api'), { recursive: true });
  mkdirSync(resolve(ROOT, '.cache/api'), { recursive: true });
  emitDeclarations();
  const configs = Object.entries(ENTRIES).map(([entry, declaration]) => [entry, configOf(entry, declaration)] as const);
  const state = compileAll(configs.map(([, config]) => config));
  const changed = configs.filter(([entry, config]) => !rollUp(entry, config, state));
  const isDescribed = writeCustomElements(isRecording);
  addGlobals();
  nameAssets();
  return [...changed.map(([entry]) => entry), ...(isDescribed ? [] : [ELEMENT])];
};

const read = (file: string): string | null =>
  existsSync(resolve(ROOT, file)) ? readFileSync(resolve(ROOT, file), 'utf8') : null;

const ELEMENT = 'custom-elements';
/** Paths of each generated surface and of its record. */
const MADE = new Map([
  ...Object.keys(ENTRIES).map((entry): [string, readonly [string, string]] => [
    entry,
    [reportOf(entry), `api/${entry}.api.md`],
  ]),
  [ELEMENT, ['dist/custom-elements.json', 'api/custom-elements.json']],
]);
const changed =
  isChecking && areCurrent([...MADE.values()].map(([made]) => made))
    ? [...MADE].filter(([, [made, record]]) => read(made) !== read(record)).map(([name]) => name)
    : build();
if (changed.length > 0 && isChecking) {
  console.error(
    `The public surface of ${changed.join(', ')} is not what api/ records. If that is meant: npm run api:record`,
  );
  process.exit(1);
}
