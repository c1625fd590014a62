/** The screen of a hand-off, loaded on demand; a loading screen is shown meanwhile. */
import { nothing } from 'lit';
import type { ReactiveControllerHost } from 'lit';
import { sign } from '../../parts/illustration/illustration.ts';
import { sheet } from '../../parts/sheet/sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';
import type { HandoffScreen } from './handoff.ts';

export class LaterHandoffScreen {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  #isLoading = false;
  #screen: HandoffScreen | null = null;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  readonly draw = (view: View<'handoff'>): Screen => {
    if (this.#screen !== null) {
      return this.#screen(view);
    }
    if (!this.#isLoading) {
      void this.#load();
    }
    const { preparing } = view.strings;
    return onSheet(sheet({ picture: sign('phone', 'primary'), guidance: preparing.checking, actions: nothing }));
  };

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      this.#screen = (await import('./handoff.ts')).createHandoffScreen();
      this.#host.requestUpdate();
    } catch (error) {
      // The next render requests it again; meanwhile the person can still leave the launch.
      this.#isLoading = false;
      reportError(error);
    }
  }
}
