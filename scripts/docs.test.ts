import { describe, expect, it } from 'vitest';
import { LANGUAGES, REASON_CODES, RESULT_ERROR_CODES } from '../src/contract/index.ts';
import { ERROR_CODES } from '../src/errors.ts';
import { toResultErrorCode } from '../src/flow/result.ts';
import {
  brokenLinks,
  bundledPackages,
  filesLike,
  missingPaths,
  missingScripts,
  missingSections,
  read,
} from './docs.ts';

const MARKDOWN = filesLike('**/*.md');
/** Documents that name files: every path in them is relative to the root of the repository. */
const GUIDES = MARKDOWN.filter((file) => file.startsWith('docs/') || file === 'CONTRIBUTING.md');

/** Marked in the first lines of its files, in the SDK and in the gateway. */
const isMachineMade = (language: string): boolean =>
  read(`src/ui/strings/${language}.ts`).startsWith('/** Machine-made: ') &&
  read(`gateway/src/families/coe/messages/${language}.ts`).startsWith('/** Machine-made: ');

describe('the documents', () => {
  it('are found', () => {
    expect(MARKDOWN).toEqual(expect.arrayContaining(['README.md', 'gateway/README.md', 'docs/architecture.md']));
    expect(GUIDES).toEqual(expect.arrayContaining(['CONTRIBUTING.md', 'docs/contracts.md']));
  });

  it('link to files and headings that exist', () => {
    expect(MARKDOWN.flatMap((file) => brokenLinks(file, read(file)))).toEqual([]);
  });

  it('name files and folders that exist', () => {
    expect(GUIDES.flatMap((file) => missingPaths(file, read(file)))).toEqual([]);
  });

  it('name npm scripts that exist', () => {
    expect(MARKDOWN.flatMap((file) => missingScripts(file, read(file)))).toEqual([]);
  });

  it('have every section of the contracts that a comment cites', () => {
    const contracts = read('docs/contracts.md');
    const sources = filesLike('{src,gateway,demo,e2e,training,testkit,scripts}/**/*.ts').filter(
      (file) => !file.startsWith('scripts/docs.'),
    );
    const cited = sources.flatMap((file) => missingSections(file, read(file), ''));
    expect(cited.length).toBeGreaterThan(10);
    expect(sources.flatMap((file) => missingSections(file, read(file), contracts))).toEqual([]);
  });

  it('explain every code of a result, under its group', () => {
    const rows = [...read('docs/guide/errors.md').matchAll(/^\| `([\w-]+)` +\| `(\w+)` +\| \S.* \| \S.* \|$/gm)];
    const told = Object.fromEntries(rows.map(([, code = '', group = '']) => [code, group]));
    expect(told).toEqual(Object.fromEntries(ERROR_CODES.map((code) => [code, toResultErrorCode(code)])));
  });

  it('explain every reason and every group of errors', () => {
    const page = read('docs/guide/errors.md');
    const rows = new Set([...page.matchAll(/^\| `(\w+)` +\| [^`]/gm)].map(([, name]) => name));
    expect([...REASON_CODES, 'DEVICE_SPOOF', ...RESULT_ERROR_CODES].filter((name) => !rows.has(name))).toEqual([]);
  });

  it('list every language, and which ones no native reader has read', () => {
    const rows = [...read('docs/guide/languages.md').matchAll(/^\| `([\w-]+)` +\| .+ \| (.+?) +\|$/gm)];
    expect(new Set(rows.map(([, tag]) => tag))).toEqual(new Set(LANGUAGES));
    expect(rows.filter(([, , reader]) => reader === 'not yet').map(([, tag]) => tag)).toEqual(
      rows.map(([, tag = '']) => tag).filter(isMachineMade),
    );
  });

  it('credit every package whose code or files are published', () => {
    const notice = read('NOTICE');
    const { assets } = JSON.parse(read('models/manifest.json')) as {
      readonly assets: Readonly<Record<string, { readonly source: { readonly package?: string } }>>;
    };
    const files = Object.values(assets).flatMap(({ source }) => source.package ?? []);
    const code = bundledPackages();
    expect(files).toContain('@mediapipe/face_detection');
    expect([...code]).toEqual(
      expect.arrayContaining(['lit', 'jose', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgl']),
    );
    const credited = new Set(notice.split(/[\s,]+/));
    expect([...files, ...code].filter((name) => !credited.has(name))).toEqual([]);
  });
});

describe('errors are found', () => {
  it('a link to a file or heading that does not exist', () => {
    const text = [
      '[a](architecture.md) [b](nowhere.md) ![c](../docs/none.png) [d](#here) [e](#there) [f](https://example.com/x)',
      '# Here',
      '[g](../README.md#quick-start) [h](../README.md#no-such-part) <img src="gone.png" alt="">',
    ].join('\n');
    expect(brokenLinks('docs/x.md', text)).toEqual([
      'docs/x.md: nowhere.md',
      'docs/x.md: ../docs/none.png',
      'docs/x.md: #there',
      'docs/x.md: ../README.md#no-such-part',
      'docs/x.md: gone.png',
    ]);
  });

  it('a path that does not exist, and only paths', () => {
    const text =
      '`src/flow/machine.ts` `src/flow/` `gateway/src/families/*/routes/failure.ts` `scripts/{docs,size}.ts` `src/flow/engine.ts` ' +
      '`scr/flow/machine.ts` `gateway/nowhere/` `src/*.py` `/coe/v1/submissions` `image/jpeg` `dist/index.js` `lifesign/contract`';
    expect(missingPaths('x.md', text)).toEqual([
      'x.md: src/flow/engine.ts',
      'x.md: scr/flow/machine.ts',
      'x.md: gateway/nowhere/',
      'x.md: src/*.py',
    ]);
  });

  it('an npm script that does not exist', () => {
    expect(missingScripts('x.md', '`npm run check`, `npm run pad:eval -- --data DIR`, `npm run nothing`')).toEqual([
      'x.md: npm run nothing',
    ]);
  });

  it('a cited section that does not exist', () => {
    const contracts = '## 1. One\n\n### 1.7 Seven\n\n## 7. BPM\n';
    const source = '/** (contracts 1.7 a, c, d, 1.9) (contracts 7) contracts 8: and contracts of others */';
    expect(missingSections('x.ts', source, contracts)).toEqual(['x.ts: contracts 1.9', 'x.ts: contracts 8']);
  });
});
