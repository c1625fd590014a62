/** Shown only in an inline flow; a dialog closes instead. */
import { nothing } from 'lit';
import { sign } from '../../parts/illustration/illustration.ts';
import { sheet } from '../../parts/sheet/sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const cancelledScreen = ({ strings }: View<'cancelled'>): Screen =>
  onSheet(sheet({ picture: sign('close', 'primary'), guidance: strings.cancelled, actions: nothing }));
