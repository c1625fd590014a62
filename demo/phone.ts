/**
 * The page that a phone opens by the QR code of the bank's page: it goes on with the launch of the computer. All of what
 * it needs to know is in its address, and the gateway tells the rest.
 */
import { launchFromHandoff } from 'lifesign';
import { BRAND } from './brand.ts';
import { byId } from './dom.ts';

void launchFromHandoff({
  baseUrl: `${location.origin}/gateway`,
  container: byId('place', HTMLElement),
  theme: { colors: BRAND },
});
