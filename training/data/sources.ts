/** The source files that a module runs: itself and our modules that it imports, directly or indirectly. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

/** Absolute paths, sorted. Type-only imports are left out, because they do not run. */
export const sourcesOf = async (...entries: readonly string[]): Promise<readonly string[]> => {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (!found.has(file)) {
      found.add(file);
      // oxlint-disable-next-line no-await-in-loop -- what a file imports is known once it is read
      waiting.push(...importsOf(file, await readFile(file, 'utf8')));
    }
  }
  return [...found].toSorted();
};

const importsOf = (file: string, source: string): readonly string[] => {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, verbatimModuleSyntax: true },
  });
  return ts
    .preProcessFile(outputText)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.') && fileName.endsWith('.ts'))
    .map(({ fileName }) => path.resolve(path.dirname(file), fileName));
};
