/** The launch ended in an error and its result is out: what stays where the flow is a part of the page. */
import { errorSheet } from '../../parts/error-sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const failedScreen = (view: View<'failed'>): Screen =>
  onSheet(errorSheet(view, { error: view.state.error, help: null }));
