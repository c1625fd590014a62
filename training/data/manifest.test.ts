import { describe, expect, it } from 'vitest';
import { parseManifest } from './manifest.ts';

const line = (fields: object): string =>
  JSON.stringify({ path: 'a.jpg', split: 'val', source: 's', label: 'live', ...fields });

const parse = (...lines: readonly string[]) => parseManifest(lines.join('\n'));

describe('parseManifest', () => {
  it('reads every field', () => {
    const { records, problems } = parse(
      line({
        label: 'spoof',
        attack: 'print',
        session: 'a',
        person: 'p',
        time: 2.5,
        box: [1, 2, 30, 40],
      }),
    );
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        path: 'a.jpg',
        split: 'val',
        source: 's',
        label: 'spoof',
        attack: 'print',
        session: 'a',
        person: 'p',
        time: 2.5,
        box: { x: 1, y: 2, width: 30, height: 40 },
      },
    ]);
  });

  it('accepts optional fields that are absent or null', () => {
    const { records, problems } = parse(line({ time: null, box: null }));
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({
      session: null,
      person: null,
      attack: null,
      time: null,
      box: null,
    });
  });

  it('reads through a byte order mark, Windows line ends, blank lines and numbers for names', () => {
    const { records, problems } = parseManifest(`\uFEFF${line({ session: 7 })}\r\n\r\n${line({ path: 'b.jpg' })}\r\n`);
    expect(problems).toEqual([]);
    expect(records.map(({ path, session }) => [path, session])).toEqual([
      ['a.jpg', '7'],
      ['b.jpg', null],
    ]);
  });

  it('reads the NaN that Python writes as missing, in the time and in the box', () => {
    const { records, problems } = parse(
      '{"path": "NaN, a.jpg", "source": "s", "split": "val", "label": "live", "time": NaN, "box": null}',
      '{"path": "b.jpg", "source": "s", "split": "val", "label": "live", "time": -Infinity, "box": [NaN, 1, 2, 3]}',
    );
    expect(records.map(({ path, time, box }) => ({ path, time, box }))).toEqual([
      { path: 'NaN, a.jpg', time: null, box: null },
      { path: 'b.jpg', time: null, box: null },
    ]);
    expect(problems).toEqual([
      { line: 2, path: 'b.jpg', problem: 'box is not usable: [null,1,2,3]', isSkipped: false },
    ]);
  });

  it.each([
    ['{"path":', null, 'not a JSON object'],
    ['[1]', null, 'not a JSON object'],
    ['{"label":"live"}', null, 'no path'],
    [line({ label: 'replay' }), 'a.jpg', 'unknown label "replay"'],
    ['{"path":"a.jpg"}', 'a.jpg', 'unknown label undefined'],
  ])('names and skips %s', (content, path, problem) => {
    const { records, problems } = parse(content, line({ path: 'b.jpg' }));
    expect(records.map((record) => record.path)).toEqual(['b.jpg']);
    expect(problems).toEqual([{ line: 1, path, problem, isSkipped: true }]);
  });

  it('counts a picture once, and says so', () => {
    const { records, problems } = parse(line({}), line({ label: 'spoof' }));
    expect(records.map(({ label }) => label)).toEqual(['live']);
    expect(problems).toEqual([{ line: 2, path: 'a.jpg', problem: 'duplicate of line 1', isSkipped: true }]);
  });

  it('keeps a record whose optional fields are not usable, and names them', () => {
    const { records, problems } = parse(line({ time: 'noon', box: [1, 2, 0, 4] }));
    expect(records[0]).toMatchObject({ time: null, box: null });
    expect(problems.map(({ problem, isSkipped }) => [problem, isSkipped])).toEqual([
      ['time is not usable: "noon"', false],
      ['box is not usable: [1,2,0,4]', false],
    ]);
  });

  it('reads an empty file without a problem', () => {
    expect(parseManifest('')).toEqual({ records: [], problems: [] });
  });
});
