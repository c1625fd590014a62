/** Shown where the flow is inline, and on the phone of a hand-off; a dialog closes instead. */
import { nothing } from 'lit';
import { sign } from '../../parts/illustration/illustration.ts';
import { sheet } from '../../parts/sheet/sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const cancelledScreen = ({ state, strings }: View<'cancelled'>): Screen => {
  const { cancelled, handoff } = strings;
  const text = state.context.isHandedOver ? handoff.done.text : cancelled.text;
  return onSheet(
    sheet({ picture: sign('close', 'primary'), guidance: { title: cancelled.title, text }, actions: nothing }),
  );
};
