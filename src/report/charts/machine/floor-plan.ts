import { PALETTE } from '../chart.js';

/** One block of a die with its area. */
export interface FloorPlanBlock {
  readonly name: string;
  readonly mm2: number;
}

/** Beyond the palette, darker: purple, olive, brown, slate. */
const RARE_COLOURS = ['#6A51A3', '#6B7A1F', '#8C510A', '#35506B'];

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const SIDE = 520;
const MARGIN = 20;
const HEADER = 46;
const LEGEND_ROW = 18;

/** Blocks that recur have the same colour in every picture; others take colours of their own. */
const FAMILIAR = [
  'matrix cells',
  'scratchpad',
  'network, clock, test and pads',
  'memory interface',
  'vector units',
  'chip links',
  'core control',
  'host interface',
];

/**
 * A square die whose blocks take their share of its area, as a picture in SVG. Places are those of a squarified tree map (Bruls,
 * Huizing and van Wijk, 2000), not of a layout: only the areas mean anything.
 *
 * @throws RangeError without a block of positive area
 * @example floorPlanSvg('My chip', [{ name: 'scratchpad', mm2: 40 }, { name: 'cells', mm2: 60 }]).startsWith('<svg') // true
 */
export function floorPlanSvg(title: string, blocks: readonly FloorPlanBlock[]): string {
  const shown = blocks.filter(({ mm2 }) => mm2 > 0).sort((a, b) => b.mm2 - a.mm2);
  const total = shown.reduce((sum, { mm2 }) => sum + mm2, 0);
  if (!(total > 0)) throw new RangeError('a floor plan needs a block with area');
  const places = squarify(
    shown.map(({ mm2 }) => (mm2 / total) * SIDE * SIDE),
    { x: MARGIN, y: HEADER, width: SIDE, height: SIDE },
  );
  const millimetres = Math.sqrt(total);
  const width = SIDE + 2 * MARGIN;
  const legendRows = Math.ceil(shown.length / 2);
  const height = HEADER + SIDE + 12 + legendRows * LEGEND_ROW + MARGIN / 2;
  const rare = shown.filter(({ name }) => !FAMILIAR.includes(name)).map(({ name }) => name);
  const colours = shown.map(({ name }) =>
    FAMILIAR.includes(name)
      ? PALETTE[FAMILIAR.indexOf(name)]!
      : RARE_COLOURS[rare.indexOf(name) % RARE_COLOURS.length]!,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Inter, system-ui, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="20" font-size="14" fill="#14202c">${escaped(title)}</text>`,
    `<text x="${MARGIN}" y="37" font-size="11" fill="#5b6672">${rounded(total)} mm² as a square of ${rounded(millimetres)} mm; areas to scale, places arbitrary</text>`,
    ...shown.map((block, index) => drawn(block, places[index]!, colours[index]!, total)),
    ...shown.map((block, index) => legendLine(block, index, legendRows, colours[index]!, total)),
    '</svg>',
  ].join('\n');
}

/** Two columns under the die, falling areas down the first and then the second. */
function legendLine({ name, mm2 }: FloorPlanBlock, index: number, rows: number, colour: string, total: number): string {
  const x = MARGIN + (index < rows ? 0 : SIDE / 2);
  const y = HEADER + SIDE + 20 + (index % rows) * LEGEND_ROW;
  const text = `${escaped(name)} ${rounded(mm2)} mm², ${Math.round((100 * mm2) / total)} %`;
  return `<circle cx="${px(x + 6)}" cy="${px(y - 4)}" r="5" fill="${colour}" fill-opacity="0.5" stroke="#39424d"/><text x="${px(x + 18)}" y="${px(y)}" font-size="11" fill="#14202c">${text}</text>`;
}

function drawn({ name, mm2 }: FloorPlanBlock, place: Rectangle, colour: string, total: number): string {
  const { x, y, width, height } = place;
  const text = `${escaped(name)}: ${rounded(mm2)} mm² (${Math.round((100 * mm2) / total)} %)`;
  const box = `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${colour}" fill-opacity="0.28" stroke="#39424d" stroke-width="1"/>`;
  const label = width > 8 + 6 * name.length && height > 34 ? labels(name, mm2, x, y) : '';
  return `<g><title>${text}</title>${box}${label}</g>`;
}

function labels(name: string, mm2: number, x: number, y: number): string {
  const line = (text: string, down: number, colour: string) =>
    `<text x="${px(x + 6)}" y="${px(y + down)}" font-size="11" fill="${colour}">${text}</text>`;
  return line(escaped(name), 15, '#14202c') + line(`${rounded(mm2)} mm²`, 29, '#39424d');
}

/** Rows along the shorter side, each closed when another block would make its rectangles longer. Areas in falling order. */
function squarify(areas: readonly number[], frame: Rectangle): Rectangle[] {
  const places: Rectangle[] = [];
  let free = frame;
  let from = 0;
  while (from < areas.length) {
    const side = Math.min(free.width, free.height);
    let to = from + 1;
    while (to < areas.length && worst(areas, from, to + 1, side) <= worst(areas, from, to, side)) to++;
    const row = areas.slice(from, to).reduce((sum, area) => sum + area, 0);
    const depth = row / side;
    const across = free.width >= free.height;
    let along = 0;
    for (let index = from; index < to; index++) {
      const length = areas[index]! / depth;
      places.push(
        across
          ? { x: free.x, y: free.y + along, width: depth, height: length }
          : { x: free.x + along, y: free.y, width: length, height: depth },
      );
      along += length;
    }
    free = across
      ? { ...free, x: free.x + depth, width: Math.max(0, free.width - depth) }
      : { ...free, y: free.y + depth, height: Math.max(0, free.height - depth) };
    from = to;
  }
  return places;
}

/** The largest ratio of sides in a row. */
function worst(areas: readonly number[], from: number, to: number, side: number): number {
  let row = 0;
  for (let index = from; index < to; index++) row += areas[index]!;
  const depth = row / side;
  let ratio = 0;
  for (let index = from; index < to; index++) {
    const length = areas[index]! / depth;
    ratio = Math.max(ratio, depth / length, length / depth);
  }
  return ratio;
}

function px(value: number): string {
  return value.toFixed(1);
}

function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
