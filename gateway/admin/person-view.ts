import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type AuditEntry, eraseImages, erasePerson, listAudit, type PageOnItsWay, type Person } from './admin-api.ts';
import { shared } from './styles.ts';
import { scrollingTable } from './table.ts';
import { typedInto, View } from './view.ts';
import { entryLink, FAMILIES, whenOf } from './words.ts';

/** A user: their audit trail, and erasure of their pictures. */
export class PersonView extends View {
  static override styles = shared;
  static override properties = {
    ...View.properties,
    person: { attribute: false },
    page: { state: true },
    way: { state: true },
    told: { state: true },
  };
  declare person: Person;
  declare page: PageOnItsWay<AuditEntry> | null;
  /** Cursors to the requested page. */
  declare way: readonly string[];
  declare told: string;

  constructor() {
    super();
    this.person = { family: '', tenant: '', userId: '' };
    this.page = null;
    this.way = [];
    this.told = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('person')) {
      // Clears the previous user's data before this one's trail is loaded.
      this.page = null;
      this.told = '';
      this.way = [];
      void this.load();
    } else if (changed.has('way')) {
      void this.load();
    }
  }

  private async load(): Promise<void> {
    const { person, way } = this;
    const page = await this.attempt(() => listAudit({ ...person, after: way.at(-1) ?? '' }));
    if (person === this.person && way === this.way) {
      this.page = page === null ? this.page : { ...page, way };
    }
  }

  private readonly handleErase = (event: SubmitEvent): Promise<void> =>
    this.eraseBy(event, async (reason) => {
      const { erased } = await eraseImages(this.person, reason);
      return erased === 1 ? 'One picture was erased.' : `${erased} pictures were erased.`;
    });

  private readonly handleEraseAll = (event: SubmitEvent): Promise<void> =>
    this.eraseBy(event, async (reason) => {
      const { pictures, checks } = await erasePerson(this.person, reason);
      return `Everything was erased: pictures: ${pictures}, checks: ${checks}.`;
    });

  /** `erase` returns the text to show. */
  private async eraseBy(event: SubmitEvent, erase: (reason: string) => Promise<string>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) {
      return;
    }
    const reason = typedInto(form, 'reason').trim();
    const { person } = this;
    const told = await this.attempt(() => erase(reason));
    if (told !== null && person === this.person) {
      form.reset();
      this.told = told;
      await this.load();
    }
  }

  private renderTrail({ items, pageSize, total, isTotalExact, next, way }: PageOnItsWay<AuditEntry>): TemplateResult {
    const number = way.length + 1;
    const pages = Math.max(number, Math.ceil(total / pageSize));
    const turn = (to: readonly string[] | null, words: string): TemplateResult =>
      html`<button class="plain" ?disabled=${to === null} @click=${() => (this.way = to ?? this.way)}>
        ${words}
      </button>`;
    const rows = items.map(
      (entry) =>
        html`<tr>
          <td><a href=${entryLink(entry.id)}>${whenOf(entry.at)}</a></td>
          <td>${entry.actor}</td>
          <td>${entry.action}</td>
          <td>${entry.outcome}</td>
          <td>${entry.images.map(({ role }) => role).join(', ')}</td>
        </tr>`,
    );
    return html`${scrollingTable('Audit trail', ['Time', 'Who', 'What', 'Outcome', 'Pictures'], rows)}
      <nav aria-label="Pages">
        ${turn(number === 1 ? null : way.slice(0, -1), 'Newer')}<span
          >Page ${number}${isTotalExact ? ` of ${pages}` : ''}</span
        >${turn(next === null ? null : [...way, next], 'Older')}
      </nav>`;
  }

  protected override render(): TemplateResult {
    const { family, tenant, userId } = this.person;
    return html`<h1 tabindex="-1">User ${userId}</h1>
      <p>
        ${FAMILIES[family] ?? family}, ${tenant}.
        <a href="#/checks?${new URLSearchParams({ family, tenant, userId }).toString()}">Checks of this user</a>
      </p>
      ${this.renderStanding()}
      <h2>Audit trail</h2>
      ${this.page === null ? nothing : this.renderTrail(this.page)}
      <h2>Erase pictures</h2>
      <p>Erases every picture of this user for good. Verdicts stay, and so does the record that you did this.</p>
      <form @submit=${this.handleErase}>
        <label>Reason <input name="reason" required maxlength="500" pattern=".*\\S.*" /></label>
        <button ?disabled=${this.isBusy}>Erase all pictures</button>
      </form>
      <h2>Erase everything</h2>
      <p>
        Erases for good the pictures, name and address, devices, and what was signed and measured. That there were
        checks, how they ended and the audit trail stay, under the user’s id.
      </p>
      <form @submit=${this.handleEraseAll}>
        <label>Reason to erase everything <input name="reason" required maxlength="500" pattern=".*\\S.*" /></label>
        <button ?disabled=${this.isBusy}>Erase everything of this user</button>
      </form>
      <p role="status">${this.told}</p>`;
  }
}
