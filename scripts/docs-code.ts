/**
 * Compiles the TypeScript of the documents against the packed declarations, so that readers can copy it.
 * Blocks that import a package which is not installed here (a framework's own) are skipped and counted.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import ts from 'typescript';
import { ROOT, filesLike, read } from './docs.ts';

export interface CodeBlock {
  /** File and line, as an editor opens it. */
  readonly place: string;
  readonly code: string;
}

/** Declarations that examples assume. */
const GIVEN = `
declare const baseUrl: string;
declare const token: string;
declare const userToken: string;
declare const userId: string;
declare const correlationId: string;
declare function theVendorsComponent(reference: string | null, signal: AbortSignal): Promise<void>;
`;

export const codeBlocks = (file: string, markdown: string): readonly CodeBlock[] =>
  [...markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ index, 1: code = '' }) => ({
    place: `${file}:${markdown.slice(0, index).split('\n').length + 1}`,
    code,
  }));

const isInstalled = (name: string): boolean => {
  try {
    createRequire(resolve(ROOT, 'package.json')).resolve(name);
    return true;
  } catch {
    return false;
  }
};

const isForeign = ({ code }: CodeBlock): boolean =>
  ts
    .preProcessFile(code)
    .importedFiles.map(({ fileName }) => fileName)
    .some((name) => !/^(?:lifesign|node:)/.test(name) && !isInstalled(name));

/** Returns the blocks' errors, one line each. */
export const problemsIn = (blocks: readonly CodeBlock[]): readonly string[] => {
  const folder = resolve(ROOT, '.cache/docs/code');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const given = resolve(folder, 'given.d.ts');
  writeFileSync(given, GIVEN);
  const files = new Map(
    blocks.map((block, index) => {
      const path = resolve(folder, `block-${index}.ts`);
      // Each is its own module, with or without imports.
      writeFileSync(path, `${block.code}\nexport {};\n`);
      return [path, block] as const;
    }),
  );
  const program = ts.createProgram([given, ...files.keys()], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    strict: true,
    noEmit: true,
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const place = file === undefined ? undefined : files.get(resolve(file.fileName))?.place;
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line;
    return `${place ?? file?.fileName ?? ''} (line ${line + 1}): ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
};

/** Every block of every document, less the recorded surface; `checked` and `foreign` are counts. */
export const checkCode = (): {
  readonly problems: readonly string[];
  readonly checked: number;
  readonly foreign: number;
} => {
  const blocks = filesLike('**/*.md')
    .filter((file) => !file.startsWith('api/'))
    .flatMap((file) => codeBlocks(file, read(file)));
  const ours = blocks.filter((block) => !isForeign(block));
  return { problems: problemsIn(ours), checked: ours.length, foreign: blocks.length - ours.length };
};
