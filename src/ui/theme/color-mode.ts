/** Light or dark, from the theme or the device's setting, observed while the element is in the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ThemeMode } from '../../contract/index.ts';
import type { ColorMode } from './apply.ts';

export class ColorModeController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #wish: () => ThemeMode;
  readonly #device = matchMedia('(prefers-color-scheme: dark)');

  constructor(host: ReactiveControllerHost, wish: () => ThemeMode) {
    this.#host = host;
    this.#wish = wish;
    host.addController(this);
  }

  get mode(): ColorMode {
    const wish = this.#wish();
    if (wish === 'NO_PREFERENCE') {
      return this.#device.matches ? 'dark' : 'light';
    }
    return wish === 'DARK_MODE' ? 'dark' : 'light';
  }

  hostConnected(): void {
    this.#device.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    this.#device.removeEventListener('change', this.#changed);
  }

  readonly #changed = (): void => this.#host.requestUpdate();
}
