/**
 * Draws the card of figures as SVG, by ECharts without a browser. The library is loaded when the first picture is asked for
 * (about 0.1 s and 16 MB): a server that draws nothing carries nothing.
 */
import { createRequire } from 'node:module';
import type { EChartsOption } from 'echarts';
import type { FiguresCard } from '../bot/reply.ts';

export type Light = 'light' | 'dark';
export interface PictureOptions {
  light: Light;
  /** Writes the title inside: where the picture stands alone. */
  isTitled?: boolean;
}

/** Made to be read at 360 px: it is as wide as a bubble on the smallest phone. */
const WIDTH = 296;
const ROW = 56;
const TITLE = 48;
const LEGEND = 30;
// Without quotes: ECharts would write them into its own attributes.
const LETTERS = 'system-ui, Roboto, Liberation Sans, DejaVu Sans, Arial, sans-serif';

/** Words keep 4.5:1 and bars 3:1 against the surface; the two bars differ in width too, for who sees no colours. */
const COLOURS = {
  light: { surface: '#fffefb', ink: '#1b2a2d', soft: '#4c5d60', all: '#76878a', hard: '#0e5257' },
  dark: { surface: '#182629', ink: '#e9efed', soft: '#aebfc0', all: '#7f9396', hard: '#8fd6cf' },
} as const;

export function pictureSize({ rows }: FiguresCard, isTitled = false): { width: number; height: number } {
  return { width: WIDTH, height: rows.length * ROW + LEGEND + (isTitled ? TITLE : 0) };
}

/** « 1 234 », « au moins 40 » where a part is secret. */
export const rowText = ({ value, atLeast }: FiguresCard['rows'][number]): string => `${atLeast === true ? 'au moins ' : ''}${value.toLocaleString('fr-FR').replace(/\u202f/g, '\u00a0')}`;

/** An SVG without script, style sheet or style attribute: a strict content security policy shows it whole. */
export async function drawFigures(card: FiguresCard, { light, isTitled = false }: PictureOptions): Promise<string> {
  const { init } = loadECharts();
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...pictureSize(card, isTitled) });
  try {
    chart.setOption(optionsOf(card, light, isTitled));
    return withoutStyles(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** The build of one file: the hundreds of modules of the package take seven times as long and as much memory. */
const loadECharts = () => createRequire(import.meta.url)('echarts/dist/echarts.common.min.js') as typeof import('echarts');

function optionsOf({ title, rows }: FiguresCard, light: Light, isTitled: boolean): EChartsOption {
  const { surface, ink, soft, all, hard } = COLOURS[light];
  const bar = { type: 'bar', silent: true, emphasis: { disabled: true } } as const;
  const hasHard = rows.some(({ difficult }) => difficult > 0);
  return {
    animation: false,
    ...(isTitled ? { backgroundColor: surface } : {}),
    textStyle: { fontFamily: LETTERS, color: ink },
    ...(isTitled ? { title: { text: title, left: 4, top: 6, textStyle: { fontSize: 14, color: ink, width: WIDTH - 8, overflow: 'break' } } } : {}),
    legend: { bottom: 2, left: 4, itemGap: 20, padding: [5, 0], selectedMode: false, itemWidth: 14, itemHeight: 10, textStyle: { color: soft, fontSize: 11 }, data: ['embauches prévues', ...(hasHard ? ['dont jugées difficiles'] : [])] },
    grid: { left: 4, right: 104, top: isTitled ? TITLE : 0, bottom: LEGEND },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label, isOwn }) => (isOwn === true ? `{own|${label}}` : label)),
      axisLine: { show: false },
      axisTick: { show: false },
      // Broken early: the letters of a phone may be wider than those measured here. Above its bar: beside it, a long name would leave no room on a phone.
      axisLabel: { inside: true, margin: 0, color: ink, fontSize: 13, lineHeight: 15, width: WIDTH - 44, overflow: 'break', verticalAlign: 'bottom', padding: [0, 0, 9, 0], rich: { own: { fontWeight: 'bold', fontSize: 13, padding: [0, 0, 9, 0] } } },
    },
    series: [
      // Two bars on one line: the thick one is everything, the thin one inside it is the difficult part.
      { ...bar, name: 'embauches prévues', data: rows.map(({ value }) => value), barWidth: 14, barGap: '-100%', itemStyle: { color: all, borderRadius: [0, 7, 7, 0] }, label: { show: true, position: 'right', color: ink, fontSize: 13, fontWeight: 'bold', formatter: ({ dataIndex }: { dataIndex: number }) => rowText(rows[dataIndex] as FiguresCard['rows'][number]) } },
      { ...bar, name: 'dont jugées difficiles', data: rows.map(({ difficult }) => difficult), barWidth: 14, z: 3, itemStyle: { color: hard, borderWidth: 4, borderColor: all, borderRadius: [0, 7, 7, 0] } },
    ],
  };
}

/** `style="font-size:12px;…"` as attributes, and no style sheet. */
function withoutStyles(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ style="([^"]*)"/g, (_whole, styles: string) => styles.split(';').map(toAttributes).join(''))
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '');
}

/** `font:normal bold 13px Arial` has no attribute of its own. */
function toAttributes(style: string): string {
  const [, name = '', value = ''] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(style) ?? [];
  const [, weight, size, family] = (name === 'font' ? /^\w+ (\w+) ([\d.]+px) (.*)$/.exec(value) : null) ?? [];
  if (weight !== undefined) return ` font-weight="${weight}" font-size="${size}" font-family="${family}"`;
  return name === '' ? '' : ` ${name}="${value}"`;
}
