/** A report as one self-contained page: no script, no font, no picture. */
import type { Table } from './rows.ts';
import { escapeXml } from './svg.ts';

export interface Page {
  readonly title: string;
  readonly intro: string;
  /** Rows of charts (SVG). */
  readonly charts: readonly (readonly string[])[];
  readonly legend: string;
  readonly tables: readonly Table[];
  readonly notes: readonly string[];
}

export const renderPage = ({ title, intro, charts, legend, tables, notes }: Page): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
<h1>${escapeXml(title)}</h1>
<p>${escapeXml(intro)}</p>
${charts.map((row) => `<figure>${row.join('')}</figure>`).join('\n')}
<p class="legend">${legend}</p>
${tables.map(renderTable).join('\n')}
<h2>Notes</h2>
<ul>${notes.map((note) => `<li>${escapeXml(note.trim())}</li>`).join('')}</ul>
</html>
`;

/** Legend of the charts' colours. */
export const LEGEND =
  '<span class="live">■</span> bona fide, <span class="spoof">■</span> attacks; dashed: the shipped thresholds.';

const renderTable = ({ title, about, rows }: Table): string => {
  const [header = [], ...body] = rows;
  return (
    `<h2>${escapeXml(title)}</h2><p>${escapeXml(about)}</p><div class="wide"><table>` +
    `<thead><tr>${header.map((cell) => `<th>${escapeXml(cell)}</th>`).join('')}</tr></thead>` +
    `<tbody>${body.map((cells) => `<tr>${cells.map(renderCell).join('')}</tr>`).join('')}</tbody>` +
    '</table></div>'
  );
};

/** Figures do not wrap; sentences may. */
const renderCell = (cell: string): string => `<td${cell.length > 40 ? ' class="text"' : ''}>${escapeXml(cell)}</td>`;

const STYLE = `
:root { color-scheme: light dark; --live: #1a7f5a; --spoof: #c2410c; --other: #3b5bdb; --third: #9c36b5; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --live: #4cc38a; --spoof: #ff8f5c; --other: #91a7ff; --third: #e599f7; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
figure { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; }
svg { max-width: 100%; height: auto; font-size: 12px; }
svg text { fill: currentColor; } .title { font-weight: 600; font-size: 13px; }
.grid { stroke: var(--line); fill: none; } .bar { stroke: currentColor; stroke-dasharray: 4 3; fill: none; }
.line { fill: none; stroke-width: 2; }
path.series-1 { stroke: var(--third); } svg text.series-1 { fill: var(--third); }
path.series-2 { stroke: var(--other); } svg text.series-2 { fill: var(--other); }
rect.live { fill: var(--live); opacity: 0.65; } rect.spoof { fill: var(--spoof); opacity: 0.65; }
.tick { fill: none; stroke-opacity: 0.45; } .tick.live { stroke: var(--live); } .tick.spoof { stroke: var(--spoof); }
span.live { color: var(--live); } span.spoof { color: var(--spoof); }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.6rem; border-bottom: 1px solid var(--line); text-align: right; font-size: 0.9rem; }
td { white-space: nowrap; } td.text { white-space: normal; min-width: 18rem; }
th { font-weight: 600; vertical-align: bottom; } th:first-child, td:first-child { text-align: left; }
`;
