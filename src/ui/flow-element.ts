/**
 * The element that renders a session: the frame, the screen of its phase, texts, theme, focus and speech.
 * Owns: everything that a person sees or hears. Does not know: where a session comes from, or what a phase leads to.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { toLanguage } from '../contract/language.ts';
import type { DocumentVerificationResult, ThemeMode } from '../contract/index.ts';
import type { State } from '../flow/state.ts';
import { initialState } from '../flow/initial-state.ts';
import { tintOf } from '../flow/light.ts';
import { isTerminal } from '../flow/terminal.ts';
import type { HelpCenter, SessionOptions } from '../options.ts';
import type { LifesignSession } from '../session/session.ts';
import { elementStyles } from './element.styles.ts';
import { LifesignCloseEvent, LifesignPhaseEvent, LifesignResultEvent } from './events.ts';
import { FocusController } from './focus-controller.ts';
import { frameContent } from './frame.ts';
import { narrate } from './narrate.ts';
import { Announcer } from './parts/announcer/announcer.ts';
import { Modal } from './parts/dialog/modal.ts';
import type { Question } from './parts/question/question.ts';
import { StagePicture } from './parts/stage/picture.ts';
import { LaterHandoffScreen } from './screens/handoff/later.ts';
import { SCREEN_NAMES, screenOf } from './screens/screen-of.ts';
import { SessionController } from './session-controller.ts';
import { directionOf, loadStrings } from './strings/load-strings.ts';
import type { Strings } from './strings/strings.ts';
import { surroundingsOf } from './surroundings.ts';
import { applyTheme } from './theme/apply.ts';
import { ColorModeController } from './theme/color-mode.ts';
import type { FlowTheme } from './theme/theme.ts';
import type { AnyView } from './view.ts';
import { isLit } from './view.ts';

/** Milliseconds that a decided check is shown before its result is delivered, unless the person continues sooner. */
const DONE_SHOWN_MS = 1600;

/** Phases where leaving could lose a pending result. */
const ASKS_BEFORE_LEAVING: ReadonlySet<State['phase']> = new Set<State['phase']>(['submitting', 'processing']);

/** Phases where leaving reports the error or the outcome, not a cancellation. */
const CLOSES: ReadonlySet<State['phase']> = new Set<State['phase']>(['blocked', 'exhausted']);

export class FlowElement extends LitElement {
  static override readonly styles = elementStyles;

  static override readonly properties: PropertyDeclarations = {
    language: { type: String },
    theme: { attribute: false },
    themeMode: { type: String, attribute: 'theme-mode' },
    helpCenter: { attribute: false },
    modal: { type: Boolean, reflect: true },
    closesItself: { type: Boolean, attribute: 'closes-itself' },
    isLeaving: { state: true },
  };

  /** A language of the package, or a longer tag. May be changed at any time. */
  declare language: string | null;
  /** Null: the default theme. May be changed at any time. */
  declare theme: FlowTheme | null;
  /** Overrides the theme's own mode. */
  declare themeMode: ThemeMode | null;
  /** The host's help centre: decides which help buttons are shown, and is called when one of them is pressed. */
  declare helpCenter: HelpCenter | null;
  /** As a dialog over the page instead of inline. Set it before the first render. */
  declare modal: boolean;
  /** Hides the element once the result is delivered, as a dialog does. Default false: the last screen stays. */
  declare closesItself: boolean;
  declare protected isLeaving: boolean;

  readonly #announcer = new Announcer();
  readonly #modal = new Modal(this, () => this.#escape());
  readonly #picture = new StagePicture();
  readonly #handoff = new LaterHandoffScreen(this);
  readonly #focus = new FocusController(this);
  readonly #colors = new ColorModeController(this, () => this.themeMode ?? this.theme?.mode ?? 'NO_PREFERENCE');
  readonly #session = new SessionController(this, (state, before) => this.#follow(state, before));
  readonly #surroundings = surroundingsOf(navigator.userAgent, navigator.maxTouchPoints);
  #strings: Strings | null = null;
  /** Drawn before there is a session. */
  #first: State | null = null;
  /** The person has closed the last screen: a result is delivered without another screen. */
  #isLeft = false;
  /** Ends the display of a decided check, or of the first screen without a session; null while neither is shown. */
  #goOn: (() => void) | null = null;

  constructor() {
    super();
    this.language = null;
    this.theme = null;
    this.themeMode = null;
    this.helpCenter = null;
    this.modal = false;
    this.closesItself = false;
    this.isLeaving = false;
  }

  /** Loads the texts. Rejects when they cannot be loaded; the launch must not begin then. */
  protected async loadWords(): Promise<void> {
    const { language, theme } = this;
    const strings = await loadStrings(toLanguage(language), theme?.copies ?? null);
    if (language !== this.language || theme !== this.theme) {
      // The language was changed meanwhile.
      return this.loadWords();
    }
    this.#strings = strings;
    this.requestUpdate();
  }

  /** Ends the rendered session, if it still runs, which frees its engine for the next one. */
  protected endSession(): void {
    this.#session.dispose();
  }

  /** Draws the first screen while the session's code loads. Resolves once the person leaves it. */
  protected showFirst(options: Pick<SessionOptions, 'flow' | 'correlationId'>): Promise<void> {
    if (this.#session.state !== null) {
      return new Promise(() => undefined);
    }
    this.#focus.forget();
    this.#isLeft = false;
    this.hidden = false;
    this.#first = initialState(options);
    this.requestUpdate();
    return new Promise((resolve) => {
      this.#goOn = resolve;
    });
  }

  /** Removes the first screen again: there will be no session. */
  protected endFirst(): void {
    if (this.#first !== null) {
      this.#first = null;
      this.#goOn = null;
      if (this.#isLeft) {
        this.#leave();
      }
      this.#modal.close();
      this.requestUpdate();
    }
  }

  get #drawn(): State | null {
    return this.#session.state ?? this.#first;
  }

  /** Draws a session until its result was delivered, as event and as answer. Never rejects. */
  protected async run(session: LifesignSession): Promise<DocumentVerificationResult> {
    if (this.#first === null) {
      this.#focus.forget();
    }
    this.#first = null;
    this.#goOn = null;
    this.#isLeft = false;
    this.hidden = false;
    this.#session.attach(session);
    const result = await session.result;
    const { phase, context } = session.getState();
    const isDrawn = this.#session.isAttached(session) && this.isConnected;
    if (isDrawn && phase === 'done' && !this.#isLeft) {
      await this.#shown();
    }
    this.dispatchEvent(new LifesignResultEvent(result));
    // On the phone of a hand-off, the last screen says how it ended and to return to the computer.
    if (isDrawn && !context.isHandedOver && (this.#isLeft || this.closesItself)) {
      this.#leave();
    }
    return result;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The browser closes a dialog that is moved, so it is opened again.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#modal.close();
    // Moving an element disconnects it briefly; the session ends only if it stays disconnected.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#session.dispose();
        this.#announcer.clear();
        this.#picture.clear();
        this.#goOn?.();
      }
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.#strings !== null && (changed.has('language') || changed.has('theme'))) {
      // The current texts stay when the new ones do not load.
      this.loadWords().catch(() => undefined);
    }
  }

  protected override updated(): void {
    const frame = this.renderRoot.querySelector<HTMLElement>('.frame');
    const state = this.#drawn;
    if (frame === null || state === null) {
      return;
    }
    applyTheme(frame, this.theme, this.#colors.mode);
    frame.style.setProperty('--_rem', getComputedStyle(frame).fontSize);
    if (frame instanceof HTMLDialogElement && this.isConnected && !this.hidden) {
      this.#modal.open(frame);
    }
    const question = this.#question(state);
    const heading = this.renderRoot.querySelector<HTMLElement>(
      `${question === null ? '.content' : '.question'} .heading`,
    );
    const place = question?.name ?? SCREEN_NAMES[state.phase];
    if (this.#focus.restore(place, heading)) {
      this.#announcer.read(heading?.textContent);
    } else if (!this.#focus.enter(place, heading, this.modal)) {
      const text = question === null ? null : heading?.nextElementSibling;
      this.#announcer.state(
        [heading, text]
          .map((part) => part?.textContent ?? '')
          .join(' ')
          .trim(),
      );
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const strings = this.#strings;
    const state = this.#drawn;
    if (strings === null || state === null) {
      return nothing;
    }
    const name = strings.name[state.context.flow];
    const content = frameContent({
      screen: screenOf(this.#view(strings, state)),
      strings,
      name,
      logo: this.theme?.images?.logo,
      isOver: isTerminal(state),
      question: this.#question(state),
      isMirrored: state.context.isMirrored,
      video: this.#session.video,
      still: this.#picture.still,
      announcer: this.#announcer,
      dismiss: this.#dismiss,
    });
    const language = toLanguage(this.language);
    const direction = directionOf(language);
    const { mode } = this.#colors;
    const lit = isLit(state);
    const tint = tintOf(state);
    return this.modal
      ? html`
          <dialog
            class="frame"
            part="frame dialog"
            lang=${language}
            dir=${direction}
            data-mode=${mode}
            ?data-lit=${lit}
            data-tint=${tint ?? nothing}
            aria-label=${name}
            @cancel=${this.#handleCancel}
            @close=${this.#handleClosed}
          >
            ${content}
          </dialog>
        `
      : html`
          <section
            class="frame"
            part="frame"
            lang=${language}
            dir=${direction}
            data-mode=${mode}
            ?data-lit=${lit}
            data-tint=${tint ?? nothing}
            aria-label=${name}
          >
            ${content}
          </section>
        `;
  }

  #question(state: State): Question | null {
    if (this.isLeaving) {
      return { name: 'leaving', stay: this.#stay, leave: this.#cancel };
    }
    return state.context.isTimeShort && !isTerminal(state)
      ? { name: 'idle', stay: this.#extend, leave: this.#dismiss }
      : null;
  }

  #view(strings: Strings, state: State): AnyView {
    return {
      state,
      strings,
      images: this.theme?.images ?? {},
      surroundings: this.#surroundings,
      drawHandoff: this.#handoff.draw,
      cameras: this.#session.cameras,
      send: (intent) => this.#session.send(intent),
      dismiss: this.#dismiss,
      isHelpVisible: (type) => askHost(() => this.helpCenter?.isHelpCTAVisible(type)),
      askForHelp: (help) =>
        this.#session.send({ type: 'help', help, handled: askHost(() => this.helpCenter?.onHelpCTAClicked(help)) }),
    };
  }

  #follow(state: State, before: State | null): void {
    if (!ASKS_BEFORE_LEAVING.has(state.phase)) {
      this.isLeaving = false;
    }
    if (this.#session.video !== null) {
      this.#picture.follow(state, this.#session.video, this.renderRoot);
    }
    if (before !== null && SCREEN_NAMES[before.phase] !== SCREEN_NAMES[state.phase]) {
      this.#announcer.clear();
    }
    if (this.#strings !== null) {
      narrate(state, before, this.#strings, this.#announcer);
    }
    if (state.phase !== before?.phase) {
      this.dispatchEvent(new LifesignPhaseEvent(state.phase, state.context.attempt));
    }
  }

  readonly #dismiss = (): void => {
    const { state } = this.#session;
    if (state === null || isTerminal(state)) {
      this.#isLeft = true;
      if (this.#goOn === null) {
        this.#leave();
      }
      this.#goOn?.();
    } else if (ASKS_BEFORE_LEAVING.has(state.phase)) {
      this.isLeaving = true;
    } else {
      this.#isLeft = true;
      this.#session.send({ type: CLOSES.has(state.phase) ? 'close' : 'cancel' });
    }
  };

  readonly #stay = (): void => {
    this.isLeaving = false;
  };

  readonly #extend = (): void => {
    this.#session.send({ type: 'extend' });
  };

  readonly #cancel = (): void => {
    this.#isLeft = true;
    this.#session.send({ type: 'cancel' });
  };

  /** The back gesture of a phone. Escape is handled as a key by the modal: Chrome closes a dialog on the second press. */
  readonly #handleCancel = (event: Event): void => {
    event.preventDefault();
    this.#escape();
  };

  /** The browser closed the dialog: nothing is visible any more, so the session ends. */
  readonly #handleClosed = (event: Event): void => {
    const isOpenAgain = event.currentTarget instanceof HTMLDialogElement && event.currentTarget.open;
    if (this.isConnected && !this.hidden && !isOpenAgain) {
      this.#modal.close();
      this.#cancel();
      this.#leave();
    }
  };

  #escape(): void {
    const { state } = this.#session;
    const question = state === null ? null : this.#question(state);
    if (question === null) {
      this.#dismiss();
    } else {
      question.stay();
    }
  }

  /** Waits until a decided check was shown, or the person left it earlier. */
  async #shown(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
      setTimeout(resolve, DONE_SHOWN_MS);
    });
    this.#goOn = null;
  }

  #leave(): void {
    if (this.hidden) {
      return;
    }
    if (this.dispatchEvent(new LifesignCloseEvent())) {
      this.hidden = true;
      this.#modal.close();
    }
  }
}

/** Calls the host's code: an error in it is reported and does not end the flow. */
const askHost = (question: () => boolean | undefined): boolean => {
  try {
    return question() ?? false;
  } catch (error) {
    reportError(error);
    return false;
  }
};
