/**
 * Fonts for the scripts of our languages. Without them a test of the layout measures empty boxes instead of words, so
 * what is missing is installed where that may be done, and told otherwise.
 */
import { spawnSync } from 'node:child_process';
import { installPackages } from './programs.ts';

/** Debian's packages, and the languages that fontconfig must find a font for. */
const FONTS: readonly { readonly package: string; readonly languages: readonly string[] }[] = [
  { package: 'fonts-noto-core', languages: ['ar', 'bn', 'hi', 'th', 'ur', 'vi', 'yo'] },
  { package: 'fonts-wqy-zenhei', languages: ['ja', 'ko', 'zh-cn'] },
];

/** True as well where no fontconfig is: such systems come with fonts for every script. */
const hasFont = (language: string): boolean => {
  const { status, stdout } = spawnSync('fc-list', [`:lang=${language}`, 'family'], { encoding: 'utf8' });
  return status !== 0 || stdout.trim() !== '';
};

/** Never fails: the layout is then measured with the fonts that are there. */
export const tryFonts = (): void => {
  const wanted = FONTS.filter(({ languages }) => !languages.every(hasFont)).map((font) => font.package);
  if (wanted.length > 0 && !installPackages(wanted)) {
    console.log(`Some scripts are measured without a font of their own; not installed: ${wanted.join(', ')}`);
  }
};
