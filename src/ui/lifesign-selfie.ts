/**
 * `<lifesign-selfie>`: the flow as an element. The only file of the user interface that creates a session.
 * It begins by itself once `correlation-id` is set with `base-url` and `token`, or with a backend in `settings`, and
 * again when one of them changes.
 */
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { toLifesignError } from '../errors.ts';
import { cancelledResult, errorResult } from '../flow/result.ts';
import type { FlowKind } from '../flow/state.ts';
import { normalise } from '../options.ts';
import type { SessionConfig, SessionOptions } from '../options.ts';
import type { createSession, LifesignSession } from '../session/session.ts';
import { tellTrouble } from '../tell-trouble.ts';
import { untilLoaded } from '../until-loaded.ts';
import { LifesignResultEvent } from './events.ts';
import { FlowElement } from './flow-element.ts';
import type { SelfieElement } from './selfie-element.ts';
import { usableSettings } from './settings.ts';
import type { SelfieSettings } from './settings.ts';
import { takeAttributes } from './take-attributes.ts';

interface SessionPart {
  readonly createSession: typeof createSession;
}

/**
 * A liveness check as an element: it begins once `correlation-id` is set with `base-url` and `token`, or with a backend in
 * `settings`. Colours of the theme are also custom properties, `--lifesign-color-…` with the theme's names in kebab case.
 *
 * @tagname lifesign-selfie
 * @fires {LifesignResultEvent} lifesign-result - The one result of a launch.
 * @fires {LifesignPhaseEvent} lifesign-phase - Another phase was entered.
 * @fires {LifesignCloseEvent} lifesign-close - The person left the last screen; hides the element unless prevented.
 * @cssprop --lifesign-font-body - Font of running text.
 * @cssprop --lifesign-font-heading - Font of headings. Default: that of running text.
 * @cssprop [--lifesign-radius=1rem] - Roundness of blocks.
 * @cssprop [--lifesign-radius-control=0.875rem] - Roundness of buttons.
 * @cssprop --lifesign-height - Height, as a part of a page and as a dialog on a desktop.
 * @csspart frame - Around everything.
 * @csspart dialog - The frame, while it is a dialog.
 * @csspart bar - The line at the top.
 * @csspart logo - The theme's logo, in the bar.
 * @csspart close-button - Leaves the check, in the bar.
 * @csspart content - Below the bar: a stage with its caption, or a sheet.
 * @csspart stage - The camera picture and what lies on it.
 * @csspart guide - The oval on the stage.
 * @csspart ring - Fills along the oval while the person holds still.
 * @csspart hint - The bubble of words on the stage.
 * @csspart challenge - The hint, while it asks for a movement.
 * @csspart camera-chooser - The list of cameras on the stage, from two on.
 * @csspart caption - The words under the stage.
 * @csspart heading - The heading of a sheet or a caption.
 * @csspart text - The sentence under the heading.
 * @csspart progress - The bar of what is loaded or sent.
 * @csspart challenge-progress - Which movement of how many, and the time left.
 * @csspart sheet - A screen without a camera picture.
 * @csspart illustration - The drawing at the top of a sheet.
 * @csspart qr-code - The code that opens the check on a phone.
 * @csspart list - Tips or steps on a sheet.
 * @csspart privacy - What happens with the pictures, on the first screen.
 * @csspart actions - The row of buttons.
 * @csspart button - Every button of the row.
 * @csspart primary-button - The button that goes on.
 * @csspart secondary-button - The other choices.
 * @csspart help-button - Opens the page's help.
 * @csspart dim-button - Ends the light of the screen.
 * @csspart leaving - The question before a running check is left.
 * @csspart idle - The question whether the person is still there, before a check ends without an answer.
 */
export class LifesignSelfie extends FlowElement implements SelfieElement {
  static override readonly properties: PropertyDeclarations = {
    flow: { type: String },
    baseUrl: { type: String, attribute: 'base-url' },
    token: { type: String },
    correlationId: { type: String, attribute: 'correlation-id' },
    staticUrl: { type: String, attribute: 'static-url' },
    assetsUrl: { type: String, attribute: 'assets-url' },
    settings: { attribute: false },
  };

  /** `liveness` or `verification`. */
  declare flow: FlowKind;
  /** The address of the CoE gateway. */
  declare baseUrl: string | null;
  /** The user token that your server got by Initiate Flow. */
  declare token: string | null;
  /** Your session id, as given to Initiate Flow; comes back in the result. */
  declare correlationId: string | null;
  /** The folder with the package's static files. Default: where the bundler has put them, or beside the module. */
  declare staticUrl: string | null;
  /** The former name of `staticUrl`. */
  declare assetsUrl: string | null;
  /** The settings that are not strings. Read when a launch begins. */
  declare settings: SelfieSettings | null;

  #starts = 0;

  constructor() {
    super();
    this.flow = 'liveness';
    this.baseUrl = null;
    this.token = null;
    this.correlationId = null;
    this.staticUrl = null;
    this.assetsUrl = null;
    this.settings = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated) {
      takeAttributes(this, LifesignSelfie.elementProperties);
    }
    super.willUpdate(changed);
    const config = this.#config();
    if (config !== null && this.#isAnother(changed)) {
      this.#beginWith(config);
    }
  }

  /**
   * A launch by function call: its options are already validated, and the element's own properties are not read.
   * @internal
   */
  begin(options: SessionOptions): void {
    this.language = options.language;
    this.helpCenter = options.helpCenter;
    void this.#start(options);
  }

  #beginWith(config: SessionConfig): void {
    let options: SessionOptions;
    try {
      options = normalise(this.flow, config);
    } catch (error) {
      // An invalid config is reported to the developer; there is no launch and no result. A start that is
      // in progress was for other properties and is dropped.
      this.#starts += 1;
      reportError(error);
      return;
    }
    void this.#start(options);
  }

  /** Whether a change begins another launch; other settings apply to the next one. */
  #isAnother(changed: PropertyValues): boolean {
    const backend = this.settings?.backend ?? null;
    const before = changed.get('settings') as SelfieSettings | null | undefined;
    const names = ['flow', 'correlationId', ...(backend === null ? ['baseUrl', 'token'] : [])];
    return (
      names.some((name) => changed.has(name)) || (changed.has('settings') && (before?.backend ?? null) !== backend)
    );
  }

  /** Null while a required property is missing. */
  #config(): SessionConfig | null {
    const { baseUrl, token, correlationId, staticUrl, assetsUrl, language, helpCenter, settings } = this;
    if (correlationId === null) {
      return null;
    }
    const common = {
      ...usableSettings(settings),
      correlationId,
      helpCenter,
      ...(language === null ? {} : { language }),
      ...(staticUrl === null ? {} : { staticUrl }),
      ...(assetsUrl === null ? {} : { assetsUrl }),
    };
    const { backend = null } = common;
    if (backend !== null) {
      return { ...common, backend };
    }
    return baseUrl === null || token === null ? null : { ...common, baseUrl, token };
  }

  async #start(options: SessionOptions): Promise<void> {
    this.#starts += 1;
    const start = this.#starts;
    const { correlationId, signal } = options;
    const isWanted = (): boolean => start === this.#starts && this.isConnected && signal?.aborted !== true;
    let part: SessionPart | null = null;
    try {
      part = await this.#load(options, isWanted);
    } catch (error) {
      if (signal?.aborted !== true) {
        const data = toLifesignError(error, 'asset-load-failed').toJSON();
        tellTrouble(data);
        this.dispatchEvent(new LifesignResultEvent(errorResult(correlationId, data)));
        this.endFirst();
        return;
      }
    }
    // It was cancelled before it began.
    if (part === null || !isWanted()) {
      this.dispatchEvent(new LifesignResultEvent(cancelledResult(correlationId, null)));
      this.endFirst();
      return;
    }
    this.endSession();
    let session: LifesignSession;
    try {
      const screenLight = options.screenLight && !matches('(forced-colors: active)');
      const mayTint = screenLight && !matches('(prefers-reduced-motion: reduce)');
      session = part.createSession({ ...options, screenLight, mayTint });
    } catch (error) {
      // Without a result its caller would wait forever.
      const data = toLifesignError(error, 'internal').toJSON();
      this.dispatchEvent(new LifesignResultEvent(errorResult(correlationId, data)));
      this.endFirst();
      return;
    }
    await this.run(session);
  }

  /** Texts and session load at the same time; the first screen needs only the texts. Null: the person closed it. */
  async #load(options: SessionOptions, isWanted: () => boolean): Promise<SessionPart | null> {
    const loading = untilLoaded(import('../session/session.ts'), options.signal);
    // Its failure is handled where it is awaited below.
    loading.catch(() => undefined);
    await untilLoaded(this.loadWords(), options.signal);
    return isWanted() ? Promise.race([loading, this.showFirst(options).then(() => null)]) : null;
  }
}

/** With forced colours the SDK cannot turn the screen white; with reduced motion it does not change its colour. */
const matches = (query: string): boolean => matchMedia(query).matches;

declare global {
  interface HTMLElementTagNameMap {
    'lifesign-selfie': LifesignSelfie;
  }
}
