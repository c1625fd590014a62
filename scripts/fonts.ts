/**
 * Fonts for the scripts of our languages. Without them a layout test measures empty boxes instead of letters, so
 * missing fonts are installed where possible and named otherwise.
 */
import { spawnSync } from 'node:child_process';
import { installPackages } from './programs.ts';

/** Debian's packages, and the languages that fontconfig must find a font for. */
const FONTS: readonly { readonly package: string; readonly languages: readonly string[] }[] = [
  { package: 'fonts-noto-core', languages: ['ar', 'bn', 'hi', 'th', 'ur', 'vi', 'yo'] },
  { package: 'fonts-wqy-zenhei', languages: ['ja', 'ko', 'zh-cn'] },
];

/** Also true without fontconfig: such systems have fonts for every script. */
const hasFont = (language: string): boolean => {
  const { status, stdout } = spawnSync('fc-list', [`:lang=${language}`, 'family'], { encoding: 'utf8' });
  return status !== 0 || stdout.trim() !== '';
};

/** Never fails: without a font the layout is measured with the others. */
export const tryFonts = (): void => {
  const wanted = FONTS.filter(({ languages }) => !languages.every(hasFont)).map((font) => font.package);
  if (wanted.length > 0 && !installPackages(wanted)) {
    console.log(`Some scripts are measured without a font of their own; not installed: ${wanted.join(', ')}`);
  }
};
