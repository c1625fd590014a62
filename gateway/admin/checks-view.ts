import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type CheckSummary, listChecks, type PageOnItsWay } from './admin-api.ts';
import { shared } from './styles.ts';
import { scrollingTable } from './table.ts';
import { typedInto, View } from './view.ts';
import { checkLink, FAMILIES, personLink, scoreOf, STATES, whenOf } from './words.ts';

const FILTERS = ['family', 'state', 'userId', 'reference'] as const;

/** A table of checks; `caption` is its accessible name. */
export const checksTable = (caption: string, checks: readonly CheckSummary[]): TemplateResult =>
  scrollingTable(
    caption,
    ['Time', 'Verdict', 'Score', 'Family', 'User', 'Reference'],
    checks.map(
      (check) =>
        html`<tr>
          <td><a href=${checkLink(check.id)}>${whenOf(check.createdAt)}</a></td>
          <td class=${check.state}>${STATES[check.state] ?? check.state}</td>
          <td>${scoreOf(check.score)}</td>
          <td>${FAMILIES[check.family] ?? check.family}</td>
          <td><a href=${personLink(check)}>${check.userId}</a></td>
          <td>${check.reference}</td>
        </tr>`,
    ),
  );

const countOf = (total: number, isExact: boolean): string =>
  isExact ? (total === 1 ? '1 check' : `${total} checks`) : `more than ${total} checks`;

/** The list of checks. `query` is that of the address: filters and page. */
export class ChecksView extends View {
  static override styles = shared;
  static override properties = { ...View.properties, query: {}, page: { state: true } };
  declare query: string;
  declare page: PageOnItsWay<CheckSummary> | null;

  constructor() {
    super();
    this.query = '';
    this.page = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('query')) {
      void this.load(this.query);
    }
  }

  private async load(query: string): Promise<void> {
    const asked = new URLSearchParams(query);
    const way = asked.getAll('after');
    asked.set('after', way.at(-1) ?? '');
    const page = await this.attempt(() => listChecks(asked.toString()));
    // Another page may have been requested meanwhile.
    if (query === this.query && page !== null) {
      this.page = { ...page, way };
    }
  }

  private readonly handleFilter = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget;
    if (form instanceof HTMLFormElement) {
      const fields = FILTERS.map((name) => [name, typedInto(form, name).trim()]);
      const query = new URLSearchParams(fields.filter(([, value]) => value !== ''));
      location.hash = `#/checks?${query.toString()}`;
    }
  };

  /** The cursors are in the address, so that a page can be reloaded and the back button works. */
  private renderPaging({ pageSize, total, isTotalExact, next, way }: PageOnItsWay<CheckSummary>): TemplateResult {
    const number = way.length + 1;
    const pages = Math.max(number, Math.ceil(total / pageSize));
    const link = (to: readonly string[], words: string): TemplateResult => {
      const query = new URLSearchParams(this.query);
      query.delete('after');
      to.forEach((after) => query.append('after', after));
      return html`<a href="#/checks?${query.toString()}">${words}</a>`;
    };
    return html`<nav aria-label="Pages">
      ${number === 1 ? nothing : link(way.slice(0, -1), 'Newer')}<span aria-current="page"
        >Page ${number}${isTotalExact ? ` of ${pages}` : ''}, ${countOf(total, isTotalExact)}</span
      >${next === null ? nothing : link([...way, next], 'Older')}
    </nav>`;
  }

  protected override render(): TemplateResult {
    const chosen = new URLSearchParams(this.query);
    const options = (name: string, values: Readonly<Record<string, string>>): TemplateResult =>
      html`<select name=${name}>
        <option value="">All</option>
        ${Object.entries(values).map(
          ([value, words]) => html`<option value=${value} ?selected=${chosen.get(name) === value}>${words}</option>`,
        )}
      </select>`;
    return html`<h1 tabindex="-1">Checks</h1>
      <form @submit=${this.handleFilter} aria-label="Filter">
        <label>Family ${options('family', FAMILIES)}</label>
        <label>Verdict ${options('state', STATES)}</label>
        <label>User <input name="userId" .value=${chosen.get('userId') ?? ''} /></label>
        <label>Reference <input name="reference" .value=${chosen.get('reference') ?? ''} /></label>
        <button>Filter</button>
      </form>
      ${this.renderStanding()}
      ${this.page === null ? nothing : html`${checksTable('Checks', this.page.items)}${this.renderPaging(this.page)}`}`;
  }
}
