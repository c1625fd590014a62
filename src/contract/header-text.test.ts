import { describe, expect, test } from 'vitest';
import { decodeHeaderText, encodeHeaderText } from './header-text.ts';

const onTheWire = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('text in a header', () => {
  test.each([
    ['user-1', 'user-1'],
    ['100%', '100%'],
    ['a%20b', 'a%20b'],
    ['%C3%A9', '%C3%A9'],
    ['with spaces', 'with spaces'],
    ["it's (so) *", "it's (so) *"],
    ['', ''],
    ['José', "UTF-8''Jos%C3%A9"],
    ['李小龍', "UTF-8''%E6%9D%8E%E5%B0%8F%E9%BE%8D"],
    ["Ольга's (100%)*", "UTF-8''%D0%9E%D0%BB%D1%8C%D0%B3%D0%B0%27s%20%28100%25%29%2A"],
    ["UTF-8''x", "UTF-8''UTF-8%27%27x"],
    [' edge', "UTF-8''%20edge"],
    ['😀', "UTF-8''%F0%9F%98%80"],
  ])('%j is encoded as %j and decoded again', (text, encoded) => {
    expect(encodeHeaderText(text)).toBe(encoded);
    expect(encoded).toMatch(/^[\x20-\x7e]*$/);
    expect(decodeHeaderText(encoded)).toBe(text);
  });

  test.each(['José', 'Łukasz', '李小龍', 'Ольга', 'à 100%', '😀'])('%s as raw UTF-8 bytes is decoded', (text) => {
    expect(decodeHeaderText(onTheWire(text))).toBe(text);
  });

  test('a language tag and lower-case hex digits are accepted', () => {
    expect(decodeHeaderText("utf-8'es'Jos%c3%a9")).toBe('José');
  });

  test.each([
    ['Latin-1', 'Jos\xe9'],
    ['cut short', onTheWire('李').slice(0, 2)],
    ['an overlong encoding', '\xc0\xaf'],
    ['an unpaired surrogate', '\xed\xa0\x80'],
    ['an encoded byte that is not UTF-8', "UTF-8''Jos%E9"],
    ['a percent sign without hex digits', "UTF-8''100%"],
    ['characters above one byte', "UTF-8''%ZZ"],
  ])('%s is refused', (_name, value) => {
    expect(decodeHeaderText(value)).toBeNull();
  });
});
