/**
 * The page that a phone opens by the QR code of the bank's page: it continues the launch of the computer. It reads what
 * it needs from its address and from the gateway.
 */
import { launchFromHandoff } from 'lifesign';
import { BRAND } from './brand.ts';
import { byId } from './dom.ts';

void launchFromHandoff({
  baseUrl: `${location.origin}/gateway`,
  container: byId('place', HTMLElement),
  theme: { colors: BRAND },
});
