/** One launch of the SDK in this page: the code that a partner writes. */
import {
  type DocumentVerificationResult,
  launchSelfieLiveness,
  launchSelfieVerification,
  type LaunchConfig,
  OneKycSelfieLivenessFlowTheme,
  OneKycSelfieVerificationFlowTheme,
} from 'lifesign';
import { BRAND } from './brand.ts';
import type { Choices } from './choices.ts';
import { logEvent, logNote, logResult } from './event-log.ts';
import type { FlowVisit } from './families.ts';
import { freshToken, type Opened } from './partner-api.ts';

/** With the token of a CoE launch, or with the backend of another family. */
export type Access = (Opened & { readonly token: string }) | FlowVisit;

export const runSdk = (
  { flow, movements, language, theme: mode }: Pick<Choices, 'flow' | 'movements' | 'language' | 'theme'>,
  access: Access,
  container: HTMLElement | null,
): Promise<DocumentVerificationResult> => {
  const { correlationId } = access;
  const settings = {
    language,
    container,
    preferPassive: !movements,
    onEvent: logEvent,
    helpCenter: {
      isHelpCTAVisible: (type) => type !== 'SELFIE_TIMEOUT',
      onHelpCTAClicked: (type) => {
        logNote(`help asked for: ${type}; the bank opens its help page and ends the check`);
        return true;
      },
    },
  } satisfies Partial<LaunchConfig>;
  const config: LaunchConfig =
    'backend' in access
      ? { ...settings, ...access }
      : {
          ...settings,
          correlationId,
          baseUrl: access.baseUrl,
          token: access.token,
          handoff: { pageUrl: access.phonePageUrl },
          onTokenExpired: () => freshToken(correlationId),
        };
  return flow === 'liveness'
    ? launchSelfieLiveness({ ...config, theme: new OneKycSelfieLivenessFlowTheme({ mode, colors: BRAND }) }, logResult)
    : launchSelfieVerification(
        { ...config, theme: new OneKycSelfieVerificationFlowTheme({ mode, colors: BRAND }) },
        logResult,
      );
};
