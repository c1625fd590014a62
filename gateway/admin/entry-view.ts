import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type AuditEntry, readEntry } from './admin-api.ts';
import { factList } from './facts.ts';
import { shared } from './styles.ts';
import { View } from './view.ts';
import { checkLink, whenOf } from './words.ts';

const UUID = /^[0-9a-f-]{36}$/;

/** One entry of the audit trail with its place in the chain. */
export class EntryView extends View {
  static override styles = shared;
  static override properties = { ...View.properties, entryId: {}, entry: { state: true } };
  declare entryId: string;
  declare entry: AuditEntry | null;

  constructor() {
    super();
    this.entryId = '';
    this.entry = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('entryId')) {
      this.entry = null;
      void this.load(this.entryId);
    }
  }

  private async load(id: string): Promise<void> {
    const entry = await this.attempt(() => readEntry(id));
    if (id === this.entryId) {
      this.entry = entry;
    }
  }

  private renderEntry(entry: AuditEntry): TemplateResult {
    const { checkId } = entry;
    const facts = [
      ['Time', whenOf(entry.at)],
      ['Who', entry.actor],
      ['What', entry.action],
      ['Outcome', entry.outcome],
      ['User', entry.userId ?? '–'],
      [
        'Check',
        checkId !== null && UUID.test(checkId) ? html`<a href=${checkLink(checkId)}>${checkId}</a>` : (checkId ?? '–'),
      ],
      [
        'Pictures',
        entry.images.length === 0 ? '–' : entry.images.map(({ role, sha256 }) => html`${role} ${sha256}<br />`),
      ],
      ['Chain', `${entry.chain}, entry ${entry.sequence}`],
      ['Entry before', entry.previousHash],
      ['This entry', entry.hash],
    ] as const;
    return html`${factList(facts)}
      <h2>Detail</h2>
      <pre tabindex="0" aria-label="Detail">${JSON.stringify(entry.detail, null, 2)}</pre>`;
  }

  protected override render(): TemplateResult {
    return html`<h1 tabindex="-1">Audit entry</h1>
      ${this.renderStanding()} ${this.entry === null ? nothing : this.renderEntry(this.entry)}`;
  }
}
