/**
 * The hosted page of `WEB_SDK` launches: opened by the launch URL, on its own or in a frame; runs the flow, then goes
 * back to the partner by redirect or by message. The launch's language, theme and rules are in its token.
 */
import {
  type DocumentVerificationResult,
  launchSelfieLiveness,
  launchSelfieVerification,
  type LaunchConfig,
} from 'lifesign';
import { byId } from './dom.ts';
import { type HostedLaunch, isTokenGenuine, readHostedLaunch } from './hosted-launch.ts';
import { isFramed, learnParentOrigin, reportToParent } from './hosted-parent.ts';
import { redirectTarget, reportOf } from './hosted-report.ts';

const BASE_URL = `${location.origin}/gateway`;

const WORDS = {
  id: {
    broken: 'Tautan ini tidak berlaku atau sudah kedaluwarsa.',
    refused: 'Halaman ini tidak boleh ditampilkan di sini.',
    portrait: 'Putar ponsel Anda ke posisi tegak.',
    done: 'Selesai. Anda boleh menutup halaman ini.',
  },
  en: {
    broken: 'This link is not valid, or it has expired.',
    refused: 'This page may not be shown here.',
    portrait: 'Please turn your phone upright.',
    done: 'Done. You may close this page.',
  },
} as const;

const message = byId('message', HTMLElement);
const place = byId('place', HTMLElement);

/** A phone in landscape waits; other devices may have any orientation unless the launch says otherwise. */
const upright = (portraitOnly: boolean, words: string): Promise<void> =>
  new Promise((resolve) => {
    const sideways = matchMedia('(orientation: landscape)');
    const isPhone = matchMedia('(pointer: coarse) and (max-height: 500px)');
    const check = (): void => {
      const wait = sideways.matches && isPhone.matches && portraitOnly;
      message.textContent = wait ? words : '';
      if (!wait) {
        sideways.removeEventListener('change', check);
        resolve();
      }
    };
    sideways.addEventListener('change', check);
    check();
  });

const run = (launch: HostedLaunch): Promise<DocumentVerificationResult> => {
  const { token, correlationId, language, theme, flow } = launch;
  const config: LaunchConfig = {
    baseUrl: BASE_URL,
    token,
    correlationId,
    language,
    theme: { mode: theme },
    container: place,
  };
  return flow === 'STANDALONE_LIVENESS' ? launchSelfieLiveness(config) : launchSelfieVerification(config);
};

const main = async (): Promise<void> => {
  const launch = readHostedLaunch(location.hash);
  // Keeps the token out of the history and the address bar.
  history.replaceState(null, '', location.pathname);
  const words = WORDS[launch?.language === 'en' ? 'en' : 'id'];
  document.documentElement.lang = launch?.language ?? 'id';
  if (launch === null || !(await isTokenGenuine(launch).catch(() => false))) {
    message.textContent = words.broken;
    return;
  }
  const parent = isFramed() ? await learnParentOrigin(launch.parentOrigins) : null;
  if (isFramed() && parent === null) {
    message.textContent = words.refused;
    return;
  }
  await upright(launch.portraitOnly, words.portrait);
  const report = reportOf(await run(launch));
  if (parent === null) {
    location.replace(redirectTarget(report, launch));
    return;
  }
  message.textContent = words.done;
  reportToParent(report, parent);
};

void main();
