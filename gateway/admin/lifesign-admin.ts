/** The admin page: who is signed in, and which view the address names. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { signOut, whoAmI } from './admin-api.ts';
import { CheckView } from './check-view.ts';
import { ChecksView } from './checks-view.ts';
import { EntryView } from './entry-view.ts';
import { PersonView } from './person-view.ts';
import { SIGNED_IN, SignInView } from './sign-in-view.ts';
import { shared } from './styles.ts';
import { SIGNED_OUT } from './view.ts';

class LifesignAdmin extends LitElement {
  static override styles = [
    shared,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem 1.5rem;
        align-items: center;
        padding: 0.75rem 1rem;
        background: var(--card);
        border-bottom: 1px solid var(--line);
      }
      header strong {
        margin-inline-end: auto;
      }
      main {
        padding: 1rem;
        max-width: 80rem;
        margin-inline: auto;
      }
    `,
  ];
  static override properties = { admin: { state: true }, route: { state: true } };
  /** Undefined until known; null without a sign-in. */
  declare admin: string | null | undefined;
  declare route: string;

  private readonly handleRoute = (): void => {
    this.route = location.hash;
  };

  private readonly handleSignedOut = (): void => {
    this.admin = null;
  };

  constructor() {
    super();
    this.admin = undefined;
    this.route = location.hash;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.handleRoute);
    this.addEventListener(SIGNED_OUT, this.handleSignedOut);
    this.addEventListener(SIGNED_IN, this.handleSignedIn);
    void this.learnWho();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.handleRoute);
  }

  private readonly handleSignedIn = (): void => {
    void this.learnWho();
  };

  private async learnWho(): Promise<void> {
    this.admin = await whoAmI().then(
      ({ name }) => name,
      () => null,
    );
  }

  private readonly handleSignOut = async (): Promise<void> => {
    await signOut().catch(() => undefined);
    this.admin = null;
  };

  private renderView(): TemplateResult {
    const [path = '', query = ''] = this.route.replace(/^#\/?/, '').split('?', 2);
    const [name, ...rest] = path.split('/');
    const [first = '', second = '', third = ''] = rest.map(decode);
    if (name === 'checks' && first !== '') {
      return html`<check-view .checkId=${first}></check-view>`;
    }
    if (name === 'people' && third !== '') {
      return html`<person-view .person=${this.personOf(first, second, third)}></person-view>`;
    }
    if (name === 'entries' && first !== '') {
      return html`<entry-view .entryId=${first}></entry-view>`;
    }
    return html`<checks-view .query=${query}></checks-view>`;
  }

  private person = { family: '', tenant: '', userId: '' };

  /** Returns the same object for the same person: a new one would reload the view. */
  private personOf(family: string, tenant: string, userId: string): typeof this.person {
    const { person } = this;
    if (person.family !== family || person.tenant !== tenant || person.userId !== userId) {
      this.person = { family, tenant, userId };
    }
    return this.person;
  }

  protected override render(): TemplateResult {
    if (this.admin === undefined) {
      return html`<main></main>`;
    }
    if (this.admin === null) {
      return html`<main><sign-in-view></sign-in-view></main>`;
    }
    return html`<header>
        <strong>Lifesign admin</strong>
        <a href="#/checks">All checks</a>
        <span class="quiet">${this.admin}</span>
        <button class="plain" @click=${this.handleSignOut}>Sign out</button>
      </header>
      <main>${this.renderView()}</main>`;
  }
}

/** An invalid percent sequence is kept unchanged, because addresses may be typed by hand. */
const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

customElements.define('sign-in-view', SignInView);
customElements.define('checks-view', ChecksView);
customElements.define('check-view', CheckView);
customElements.define('person-view', PersonView);
customElements.define('entry-view', EntryView);
customElements.define('lifesign-admin', LifesignAdmin);
