/** The picture of figures: whole under a strict policy, in both lights, and nothing that a server carries before it is asked for. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { drawFigures, pictureSize, rowText } from '../../adapters/figures-picture.ts';
import { figuresToPng } from '../../adapters/figures-png.ts';
import { FIGURES } from '../support/figures-card.ts';

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text.trim());

describe('the picture', () => {
  it('says every name and every figure, a secret part as « au moins »', async () => {
    const texts = textsOf(await drawFigures(FIGURES, { light: 'light' }));
    expect(texts.join(' ')).toContain('Serveurs de cafés &amp; restaurants &lt;bars&gt;');
    expect(texts.join(' ')).toContain('Aides de cuisine, apprentis de cuisine et');
    expect(texts).toEqual(expect.arrayContaining(['2\u00a0274', 'au moins 1\u00a0540', '927', 'embauches prévues', 'dont jugées difficiles']));
  });

  it.each(['light', 'dark'] as const)('needs neither style nor script in the %s', async (light) => {
    const svg = await drawFigures(FIGURES, { light, isTitled: true });
    expect(svg).not.toMatch(/<style|style=|<script|\son\w+=|href=/);
    expect(textsOf(svg).join(' ')).toContain(FIGURES.title);
    const { width, height } = pictureSize(FIGURES, true);
    expect(svg).toContain(`width="${width}" height="${height}"`);
  });

  it('has other colours by night, and bars as long as their figures', async () => {
    const [day, night] = await Promise.all([drawFigures(FIGURES, { light: 'light' }), drawFigures(FIGURES, { light: 'dark' })]);
    expect(day).not.toBe(night);
    const lengths = [...day.matchAll(/<path d="M4 [\d.]+L([\d.]+) [\d.]+A7 7/g)].map(([, end]) => Number(end) + 7 - 4);
    expect(lengths.length).toBe(FIGURES.rows.length);
    expect((lengths[1] as number) / (lengths[0] as number)).toBeCloseTo(1540 / 2274, 2);
  });

  it('writes numbers as French does', () => {
    expect(rowText({ label: '', value: 12345, difficult: 0 })).toBe('12\u00a0345');
  });

  it('is PNG for channels that show no SVG, light enough for a message', async () => {
    const png = await figuresToPng({ ...FIGURES, rows: Array.from({ length: 10 }, (_, at) => ({ ...FIGURES.rows[1]!, value: 5000 - at, isOwn: false })) });
    expect(png?.subarray(1, 4).toString()).toBe('PNG');
    expect(png?.length).toBeLessThan(60_000);
  });

  it('loads its libraries when the first one is drawn, not before', () => {
    const program = `
      const { createRequire } = await import('node:module');
      await import('./adapters/server.ts');
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter((file) => /echarts|resvg/.test(file)).length;
      const before = loaded();
      const { figuresToPng } = await import('./adapters/figures-png.ts');
      await figuresToPng({ kind: 'figures', intro: '', title: '', rows: [{ label: 'a', value: 1, difficult: 0 }] });
      console.log(JSON.stringify([before, loaded() > 0]));`;
    const said = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual([0, true]);
  });
});
