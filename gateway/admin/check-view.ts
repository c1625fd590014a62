import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type CheckDetail, type CheckImage, readCheck, readImage } from './admin-api.ts';
import { checksTable } from './checks-view.ts';
import { factList } from './facts.ts';
import { shared } from './styles.ts';
import { View } from './view.ts';
import { FAMILIES, personLink, scoreOf, STATES, whenOf } from './words.ts';

/** One check: verdict, pictures on request, evidence, and earlier checks of the same user. */
export class CheckView extends View {
  static override styles = shared;
  static override properties = { ...View.properties, checkId: {}, check: { state: true }, shown: { state: true } };
  declare checkId: string;
  declare check: CheckDetail | null;
  /** Image id to the object URL of its bytes. */
  declare shown: ReadonlyMap<string, string>;

  constructor() {
    super();
    this.checkId = '';
    this.check = null;
    this.shown = new Map();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forgetPictures();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('checkId')) {
      this.forgetPictures();
      void this.load(this.checkId);
    }
  }

  private forgetPictures(): void {
    this.shown.forEach((address) => URL.revokeObjectURL(address));
    this.shown = new Map();
  }

  private async load(id: string): Promise<void> {
    const check = await this.attempt(() => readCheck(id));
    if (id === this.checkId) {
      this.check = check;
    }
  }

  private async handleShow(image: CheckImage): Promise<void> {
    const picture = await this.attempt(() => readImage(this.checkId, image.id));
    if (picture !== null) {
      this.shown = new Map([...this.shown, [image.id, URL.createObjectURL(picture)]]);
    }
  }

  private renderImage(image: CheckImage): TemplateResult {
    const address = this.shown.get(image.id);
    const size = image.width === null ? '' : `${image.width} × ${image.height} pixels`;
    if (image.erasedAt !== null) {
      return html`<p>${image.role}: erased ${whenOf(image.erasedAt)}</p>`;
    }
    return address === undefined
      ? html`<p>
          <button class="plain" @click=${() => this.handleShow(image)}>Show ${image.role}</button>
          <span class="quiet">${size}</span>
        </p>`
      : html`<p><img src=${address} alt="${image.role} of this check, ${size}" /></p>`;
  }

  private renderCheck(check: CheckDetail): TemplateResult {
    const facts = [
      ['Verdict', html`<strong class=${check.state}>${STATES[check.state] ?? check.state}</strong>`],
      ['Reason', check.reason ?? '–'],
      ['Score', scoreOf(check.score)],
      ['The device said', check.deviceVerdict ?? '–'],
      ['Time', whenOf(check.createdAt)],
      ['Family', FAMILIES[check.family] ?? check.family],
      ['Tenant', check.tenant],
      ['User', html`<a href=${personLink(check)}>${check.userId}</a>`],
      ['Reference', check.reference],
    ] as const;
    return html`${factList(facts)}
      <h2>Pictures</h2>
      <p class="quiet">Each look is written to the audit trail under your name.</p>
      ${check.images.length === 0 ? html`<p>None was sent.</p>` : check.images.map((image) => this.renderImage(image))}
      <h2>What the gateway measured</h2>
      <pre tabindex="0" aria-label="What the gateway measured">${JSON.stringify(check.details, null, 2)}</pre>
      <h2>What the device signed</h2>
      ${
        check.evidence === null
          ? html`<p>Nothing.</p>`
          : html`<pre tabindex="0" aria-label="What the device signed">${JSON.stringify(check.evidence, null, 2)}</pre>`
      }
      <h2>Verdicts of this user</h2>
      ${checksTable('Verdicts of this user', check.history)}`;
  }

  protected override render(): TemplateResult {
    return html`<h1 tabindex="-1">Check</h1>
      ${this.renderStanding()} ${this.check === null ? nothing : this.renderCheck(this.check)}`;
  }
}
