import { html, type TemplateResult } from 'lit';
import { signIn } from './admin-api.ts';
import { shared } from './styles.ts';
import { typedInto, View } from './view.ts';

/** Dispatched without detail once the administrator is signed in. */
export const SIGNED_IN = 'lifesign-signed-in';

export class SignInView extends View {
  static override styles = shared;

  private readonly handleSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) {
      return;
    }
    const done = await this.attempt(() => signIn(typedInto(form, 'name'), typedInto(form, 'password')));
    if (done !== null) {
      this.dispatchEvent(new Event(SIGNED_IN, { bubbles: true, composed: true }));
    }
  };

  protected override render(): TemplateResult {
    return html`<h1 tabindex="-1">Sign in</h1>
      <form @submit=${this.handleSubmit}>
        <label>Name <input name="name" autocomplete="username" required /></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
        <button ?disabled=${this.isBusy}>Sign in</button>
      </form>
      ${this.renderStanding()}`;
  }
}
