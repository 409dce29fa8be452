/** A Vega-Lite specification with its data inside: plain JSON, drawn by `report/pages`. */
export type ChartSpec = Readonly<Record<string, unknown>>;

/** Colours by order of use; chosen to stay apart for the common forms of colour blindness (Okabe and Ito, 2008). */
export const PALETTE: readonly string[] = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#D55E00',
  '#56B4E9',
  '#8C8C8C',
  '#F0E442',
  '#14202C',
];

/** The look that all charts share. */
export const CHART_CONFIG: ChartSpec = {
  // The page falls back to the reader's own font; pictures are drawn with the one that comes along.
  font: 'Inter, system-ui, sans-serif',
  background: '#ffffff',
  view: { stroke: null },
  range: { category: PALETTE },
  axis: {
    domainColor: '#9aa3ad',
    gridColor: '#e8ebee',
    labelColor: '#39424d',
    labelFontSize: 11,
    labelLimit: 420,
    tickColor: '#9aa3ad',
    titleColor: '#39424d',
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 8,
  },
  legend: {
    labelColor: '#39424d',
    labelFontSize: 11,
    labelLimit: 420,
    titleColor: '#39424d',
    titleFontWeight: 'normal',
  },
  title: {
    anchor: 'start',
    color: '#14202c',
    fontSize: 14,
    fontWeight: 'normal',
    subtitleColor: '#5b6672',
    offset: 12,
  },
  header: { labelColor: '#39424d', labelFontSize: 12, titleColor: '#39424d' },
};

/** Wraps marks and encodings with the shared schema, look and title. */
export function chart(title: string, subtitle: string, body: ChartSpec): ChartSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: CHART_CONFIG,
    title: { text: title, subtitle },
    ...body,
  };
}
