/** The bank's page: reads the visitor's choices, launches, shows the result. */
import { initialise } from 'lifesign';
import { type Choices, setLcpProvider, setUpChoices } from './choices.ts';
import { byId } from './dom.ts';
import { clearLog, logNote, logResult } from './event-log.ts';
import { askFamily, type FamilyName, lcpProvider, openFamily } from './families.ts';
import { showFamilyResult } from './family-result.ts';
import { runInFrame } from './hosted-frame.ts';
import { askResult, onServerNews, openLaunch, type Opened } from './partner-api.ts';
import { referencePicture, releaseReferenceCamera, setUpReferencePicture } from './reference-picture.ts';
import { goToResult, hideResult, showResult, type Told, toldByHostedPage, toldBySdk } from './result-view.ts';
import { runSdk } from './run-sdk.ts';

const LAST_LAUNCH = 'harbour-last-launch';

const stage = byId('stage', HTMLElement);
let stopNews = (): void => undefined;

const open = ({ flow, partner, outcome, theme, language, place }: Choices): Promise<Opened> => {
  const reference = flow === 'verification' && partner === 'demo' ? referencePicture() : null;
  return openLaunch({
    flow,
    partner,
    theme,
    locale: language,
    hosted: place === 'hosted' || place === 'frame',
    ...(outcome === null ? {} : { outcome }),
    ...(reference === null ? {} : { reference }),
  });
};

/** Shows the server's record now, and again after each callback of the gateway. */
const follow = async (correlationId: string, told: Told): Promise<void> => {
  const refresh = async (): Promise<void> => showResult(told, await askResult(correlationId));
  stopNews();
  stopNews = onServerNews(correlationId, () => {
    logNote('the callback has reached the bank’s server');
    void refresh();
  });
  await refresh();
};

/** Shows the container of an inline check while it runs. */
const onStage = async ({ place }: Choices, run: (container: HTMLElement | null) => Promise<void>): Promise<void> => {
  stage.hidden = place === 'modal';
  stage.scrollIntoView({ block: 'start' });
  try {
    await run(place === 'embedded' ? stage : null);
  } finally {
    stage.hidden = true;
  }
};

const launchCoe = async (choices: Choices): Promise<void> => {
  const opened = await open(choices);
  const { correlationId, token, launchUrl } = opened;
  if (launchUrl !== undefined && choices.place === 'hosted') {
    sessionStorage.setItem(LAST_LAUNCH, correlationId);
    location.assign(launchUrl);
    return;
  }
  await onStage(choices, async (container) => {
    if (launchUrl !== undefined) {
      const end = await runInFrame(launchUrl, stage);
      const { status, error_code: code = '' } = end ?? { status: 'nothing: the visitor left the frame' };
      logNote(`the frame reported ${status} ${code}`);
      await follow(correlationId, toldByHostedPage(status, code, correlationId));
    } else if (token !== undefined) {
      const result = await runSdk(choices, { ...opened, token }, container);
      await follow(correlationId, toldBySdk(result));
    }
  });
};

const launchFamily = async (family: FamilyName, choices: Choices): Promise<void> => {
  const visit = await openFamily(family, choices.outcome);
  if ('check' in visit) {
    const result = await visit.check();
    logResult(result);
    showFamilyResult(toldBySdk(result), await askFamily(family, visit.correlationId));
    return;
  }
  await onStage(choices, async (container) => {
    const result = await runSdk({ ...choices, flow: 'liveness' }, visit, container);
    showFamilyResult(toldBySdk(result), await askFamily(family, visit.correlationId));
  });
};

const launch = async (choices: Choices): Promise<void> => {
  const { family } = choices;
  clearLog();
  hideResult();
  stopNews();
  releaseReferenceCamera();
  await (family === 'coe' ? launchCoe(choices) : launchFamily(family, choices));
  goToResult();
};

/** Continues after the hosted page: its result is in the address, and the server has the verdict. */
const resume = async (): Promise<void> => {
  const query = new URLSearchParams(location.search);
  const correlationId = query.get('partner_session_id');
  if (correlationId === null || correlationId !== sessionStorage.getItem(LAST_LAUNCH)) {
    return;
  }
  sessionStorage.removeItem(LAST_LAUNCH);
  history.replaceState(null, '', location.pathname);
  await follow(
    correlationId,
    toldByHostedPage(query.get('status') ?? '', query.get('error_code') ?? '', correlationId),
  );
  goToResult();
};

setUpReferencePicture();
setUpChoices(launch);
void resume();
void lcpProvider().then(setLcpProvider);
// Preloads while the visitor reads the page; a launch works without it.
initialise().catch(() => logNote('the engine could not be loaded ahead of the launch'));
