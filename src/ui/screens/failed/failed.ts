/** The last screen of an inline flow after an error whose result is already delivered. */
import { errorSheet } from '../../parts/error-sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const failedScreen = (view: View<'failed'>): Screen =>
  onSheet(errorSheet(view, { error: view.state.error, help: null }));
