/** The last screen without a pass: explanation and help before the result is delivered. */
import { errorSheet } from '../../parts/error-sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const exhaustedScreen = (view: View<'exhausted'>): Screen => onSheet(errorSheet(view, view.state));
