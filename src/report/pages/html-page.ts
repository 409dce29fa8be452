import { createHash } from 'node:crypto';

/** A piece of HTML that is safe to place into a page as it is. */
export interface Html {
  readonly html: string;
}

/** Escapes text for element content and attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export function heading(text: string): Html {
  return { html: `<h2>${escapeHtml(text)}</h2>` };
}

export function paragraph(text: string): Html {
  return { html: `<p>${escapeHtml(text)}</p>` };
}

export function bulletList(items: readonly string[]): Html {
  return { html: `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>` };
}

/** A cell such as `1.2 [0.8, 1.9]` with its interval on a line of its own. */
function cellHtml(cell: string): string {
  const at = cell.indexOf(' [');
  if (at < 0 || !cell.endsWith(']')) return escapeHtml(cell);
  // An interval breaks between its ends only, so that no unit stands apart from its number.
  const ends = cell.slice(at + 1).replace(/(?<!,) /g, '\u00a0');
  return `${escapeHtml(cell.slice(0, at))}<br><small>${escapeHtml(ends)}</small>`;
}

/** A table whose first column is a row header; `caption` names the comparison rule or the unit. */
export function htmlTable(caption: string, header: readonly string[], rows: readonly (readonly string[])[]): Html {
  const head = header.map((title) => `<th scope="col">${escapeHtml(title)}</th>`).join('');
  const body = rows
    .map(
      ([first = '', ...rest]) =>
        `<tr><th scope="row">${escapeHtml(first)}</th>${rest.map((cell) => `<td>${cellHtml(cell)}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return {
    html: `<div class="scroll"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`,
  };
}

/** A drawn chart as a piece of a page. */
export interface Figure extends Html {
  readonly svg: string;
  readonly description: string;
}

/** The drawn charts among pieces of a page; those inside what opens on a click are not seen. */
export function figuresOf(content: readonly Html[]): Figure[] {
  return content.filter((part): part is Figure => 'svg' in part);
}

/** A drawn chart with its specification beside it, so that a reader can take it into another tool. */
export function figure(svg: string, spec: object, description: string): Figure {
  const json = JSON.stringify(spec).replaceAll('<', '\\u003c');
  return {
    svg,
    description,
    html: `<figure role="img" aria-label="${escapeHtml(description)}">${svg}<script type="application/json" class="vega-lite">${json}</script></figure>`,
  };
}

/** A drawing that is no chart. */
export function picture(svg: string, description: string): Html {
  return { html: `<figure role="img" aria-label="${escapeHtml(description)}">${svg}</figure>` };
}

/** Text that opens on a click, for what most readers skip. */
export function details(summary: string, content: readonly Html[]): Html {
  return {
    html: `<details><summary>${escapeHtml(summary)}</summary>${content.map((part) => part.html).join('\n')}</details>`,
  };
}

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.55 Inter, system-ui, sans-serif; color: #14202c; margin: 0 auto; max-width: 1080px; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; font-weight: 600; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; font-weight: 600; margin: 2.5rem 0 .5rem; }
p, li { max-width: 78ch; }
.lede { color: #5b6672; margin-top: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; margin: 1rem 0; }
caption { text-align: left; color: #5b6672; padding-bottom: .4rem; }
th, td { border-bottom: 1px solid #e8ebee; padding: .35rem .55rem; text-align: right; white-space: nowrap; }
th[scope=row], thead th:first-child { text-align: left; font-weight: 500; }
th[scope=row] { white-space: normal; min-width: 9rem; }
thead th { border-bottom: 1px solid #9aa3ad; font-weight: 500; vertical-align: bottom; white-space: normal; }
figure { margin: 1.25rem 0; overflow-x: auto; }
svg { max-width: 100%; height: auto; }
td small { white-space: normal; }
small { color: #5b6672; font-size: 11px; }
details { margin: 1rem 0; }
canvas { max-width: 100%; height: auto; }
.controls { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: .5rem 0; font-size: 13px; align-items: center; }
.controls output { display: inline-block; min-width: 6.5em; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; color: #0072B2; }
`;

/**
 * A page without fonts, images or scripts from elsewhere; it opens from disk and prints. The policy of the page lets only
 * the given script run, by its hash.
 */
export function htmlPage(title: string, lede: string, content: readonly Html[], script: string | null = null): string {
  const allowed =
    script === null ? '' : ` script-src 'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}';`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;${allowed}">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p class="lede">${escapeHtml(lede)}</p>
${content.map((part) => part.html).join('\n')}
${script === null ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}
