/**
 * Describes `<lifesign-selfie>` for editors and documentation tools: `custom-elements.json`, and custom data for VS Code made
 * from it. The analyzer reads the class; this script removes what is not public, and the sources' paths.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import { THEME_MODES } from '../src/contract/coe.ts';
import type { FlowKind } from '../src/flow/state.ts';
import { COLOR_NAMES, LIGHT_COLORS, colorProperty } from '../src/ui/theme/palette.ts';

const ROOT = resolve(import.meta.dirname, '..');
const ANALYSED = resolve(ROOT, '.cache/custom-elements/custom-elements.json');
/** Beside the recorded surface of each entry. */
const RECORD = resolve(ROOT, 'api/custom-elements.json');
/** The module that defines the element, in the package. */
const MODULE = 'dist/define.js';

const FLOW_KINDS: readonly FlowKind[] = ['liveness', 'verification'];
/** Written out, because an editor cannot resolve the names of types, but offers the values of a union. */
const UNIONS: Readonly<Record<string, readonly string[]>> = { FlowKind: FLOW_KINDS, ThemeMode: THEME_MODES };

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
}

interface Member extends Described {
  readonly kind: string;
  readonly privacy?: string;
}

interface Attribute extends Described {
  readonly fieldName: string;
}

/** The part of the schema of custom-elements.json that is read from the analyzer's output and written. */
interface Element {
  readonly kind: 'class';
  readonly customElement: true;
  readonly name: string;
  readonly tagName: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
  readonly members: readonly Member[];
  readonly events: readonly Described[];
  readonly cssProperties: readonly Described[];
  readonly cssParts: readonly Described[];
}

interface Analysed {
  readonly modules: readonly { readonly declarations: readonly (Element | { readonly name: string })[] }[];
}

const spelledOut = <T extends Described>(described: T): T => {
  const { type } = described;
  const text = type?.text.replace(
    /\b[A-Z]\w+\b/g,
    (name) => UNIONS[name]?.map((value) => `'${value}'`).join(' | ') ?? name,
  );
  // The module that it is inherited from is not part of the package.
  return { ...described, type: text === undefined ? undefined : { text }, inheritedFrom: undefined };
};

const colors = (): readonly Described[] =>
  COLOR_NAMES.map((name) => ({
    name: colorProperty(name),
    description: `The theme's colour \`${name}\`, in both modes.`,
    default: LIGHT_COLORS[name],
  }));

const analysed = (): Element => {
  const cem = resolve(ROOT, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
  execFileSync(process.execPath, [cem, 'analyze', '--config', 'scripts/custom-elements.config.mjs'], { cwd: ROOT });
  const { modules } = JSON.parse(readFileSync(ANALYSED, 'utf8')) as Analysed;
  const element = modules.flatMap(({ declarations }) => declarations).find((found) => 'tagName' in found);
  if (element === undefined) {
    throw new Error('The analyzer found no class with a @tagname');
  }
  return element;
};

const elementManifest = () => {
  const { kind, name, tagName, description, attributes, members, events, cssProperties, cssParts } = analysed();
  const properties = members.filter((member) => member.kind === 'field' && member.privacy === 'public').map(spelledOut);
  const fields = new Set(properties.map((property) => property.name));
  const element: Element = {
    kind,
    customElement: true,
    name,
    tagName,
    description,
    attributes: attributes.filter(({ fieldName }) => fields.has(fieldName)).map(spelledOut),
    members: properties,
    // The analyzer also finds the places that dispatch them, without descriptions.
    events: events.filter((event) => event.description !== undefined).map(spelledOut),
    cssProperties: [...cssProperties, ...colors()],
    cssParts,
  };
  const definition = { kind: 'custom-element-definition', name: tagName, declaration: { name, module: MODULE } };
  return {
    schemaVersion: '1.0.0',
    modules: [{ kind: 'javascript-module', path: MODULE, declarations: [element], exports: [definition] }],
  };
};

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Writes the files for the package, and the record if `isRecording`. Returns whether the record equals the class. */
export const writeCustomElements = (isRecording: boolean): boolean => {
  const text = asJson(elementManifest());
  const manifest = JSON.parse(text) as Parameters<typeof getVsCodeHtmlCustomData>[0];
  const short = { hideCssPartsDocs: true, hideCssPropertiesDocs: true };
  const html: unknown = JSON.parse(getVsCodeHtmlCustomData(manifest, short));
  const css: unknown = JSON.parse(getVsCodeCssCustomData(manifest, {}));
  writeFileSync(resolve(ROOT, 'dist/custom-elements.json'), text);
  writeFileSync(resolve(ROOT, 'dist/vscode.html-custom-data.json'), asJson(html));
  writeFileSync(resolve(ROOT, 'dist/vscode.css-custom-data.json'), asJson(css));
  if (isRecording) {
    writeFileSync(RECORD, text);
  }
  return existsSync(RECORD) && readFileSync(RECORD, 'utf8') === text;
};
