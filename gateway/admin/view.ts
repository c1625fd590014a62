/** The base of every view: loads data, shows loading and failure, and moves the focus to its heading. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { AdminError } from './admin-api.ts';

/** A bubbling event: the sign-in has ended. */
export const SIGNED_OUT = 'lifesign-signed-out';

/** Returns the text of a form's field. */
export const typedInto = (form: HTMLFormElement, name: string): string => {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
};

export abstract class View extends LitElement {
  static override properties = { problem: { state: true }, isBusy: { state: true } };
  declare problem: string;
  declare isBusy: boolean;

  constructor() {
    super();
    this.problem = '';
    this.isBusy = false;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  /** Runs one piece of work; null when it failed, and the failure is then shown. */
  protected async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    this.isBusy = true;
    this.problem = '';
    try {
      return await work();
    } catch (error) {
      if (error instanceof AdminError && error.status === 401) {
        this.dispatchEvent(new Event(SIGNED_OUT, { bubbles: true, composed: true }));
      }
      this.problem = error instanceof AdminError ? error.message : 'Something went wrong.';
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  protected renderStanding(): TemplateResult {
    return html`<p role="status" class="quiet">${this.isBusy ? 'Loading…' : ''}</p>
      ${this.problem === '' ? '' : html`<p role="alert" class="problem">${this.problem}</p>`}`;
  }
}
