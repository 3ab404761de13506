/** Figures and trades, against values added up here from the tables themselves, by other code. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areasOf, rateAreasOf } from '../../../knowledge/labour-market/areas.ts';
import { describeNearby, describeRecruiting, describeTrade, describeUnemployment, type LabourAnswer } from '../../../knowledge/labour-market/describe.ts';
import { outlook, recruiting } from '../../../knowledge/labour-market/figures.ts';
import { readTrades } from '../../../knowledge/labour-market/occupations.ts';
import { openLabourTables } from '../../../knowledge/labour-market/tables.ts';

const DATA = new URL('../../../knowledge/labour-market/data/', import.meta.url);
const tables = openLabourTables();
const lines = readFileSync(new URL('bmo.csv', DATA), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
const departements = [...new Set(lines.map(([code = '']) => code))];
const lieu = (departement: string | null, region: string | null) => ({ departement, region });

/** The same draw each time. */
function drawn<Item>(items: readonly Item[], count: number): Item[] {
  let seed = 20_261_123;
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return Array.from({ length: count }, () => items[Math.floor(next() * items.length)] as Item);
}

describe('figures', () => {
  it('are those of the table, for 200 pairs of département and occupation drawn over all of France, overseas included', () => {
    for (const [code = '', fap = '', projects, difficult, seasonal, atLeast] of drawn(lines, 200)) {
      const area = { level: 'departement' as const, name: code, departements: [code] };
      const found = recruiting(area, tables).find((one) => one.fap === fap);
      if (Number(projects) === 0) expect(found).toBeUndefined();
      else expect(found).toMatchObject({ projects: Number(projects), difficult: Number(difficult), seasonal: Number(seasonal), atLeast: atLeast === '1' });
    }
    expect(departements).toEqual(expect.arrayContaining(['2A', '971', '973', '974', '976']));
  });

  it('of a région are the sum of its départements, and « at least » when one of them is', () => {
    const [, bretagne] = areasOf(lieu('29', '53'), tables);
    expect(bretagne).toMatchObject({ level: 'region', name: 'Bretagne', departements: ['22', '29', '35', '56'] });
    for (const { fap, projects, atLeast } of recruiting(bretagne!, tables)) {
      const cells = lines.filter(([code = '', other]) => ['22', '29', '35', '56'].includes(code) && other === fap);
      expect(projects).toBe(cells.reduce((sum, [, , cell]) => sum + Number(cell), 0));
      expect(atLeast).toBe(cells.some(([, , , , , secret]) => secret === '1'));
    }
  });

  it('of a trade that nobody plans in the département are those of the région, and the answer says so', () => {
    const rome = 'N4301';
    const areas = areasOf(lieu('29', '53'), tables);
    const [first] = outlook(rome, areas, tables);
    expect(first?.area.level).not.toBe('departement');
    expect(describeTrade(rome, areas, tables).paragraphs[0]).toMatch(/^Finistère \(29\) : .*Voici un territoire plus large : /);
  });

  it('an overseas région of one département is that département', () => {
    expect(areasOf(lieu(null, '03'), tables)[0]).toMatchObject({ level: 'departement', departements: ['973'] });
  });

  it('Mayotte has no rate of unemployment, and none is made up', () => {
    expect(describeUnemployment(rateAreasOf(lieu('976', '06'), tables), tables)).toBeNull();
  });
});

/** Figures of a text; years, quarters, shares and differences, which are worked out, aside. */
const figuresIn = (text: string) => [...text.replace(/\[\d+\]|[\d\u00a0]+ %|C’est [\d\u00a0]+|\b20\d\d\b|\(\d+[AB]?\)|\dde? trimestre|\d(?:er|e) trimestre/g, '').matchAll(/\d[\d\u00a0]*(?:,\d+)?/g)].map(([number]) => Number(number.replace(/\u00a0/g, '').replace(',', '.')));

describe('what is said', () => {
  const known = new Set<number>();
  for (const [, , ...cells] of lines) for (const cell of cells) known.add(Number(cell));

  it('names its year, its area and its source with every figure', () => {
    const answers: [string, LabourAnswer | null][] = departements.flatMap((code): [string, LabourAnswer | null][] => {
      const areas = areasOf(lieu(code, tables.projects.has(code) ? '53' : null), tables);
      return [
        [code, describeRecruiting(areas, tables)],
        [code, describeTrade('J1501', areas, tables)],
        [code, describeNearby('D1214', 'vendeuse', areas, tables)],
        [code, describeUnemployment(areas, tables)],
      ];
    });
    for (const [code, answer] of answers) {
      if (!answer) continue;
      const text = answer.paragraphs.join('\n');
      if (figuresIn(text).length === 0) continue;
      expect(answer.citations.length, text).toBeGreaterThan(0);
      expect(text, text).toMatch(/\b20\d\d\b/);
      expect(text, text).toMatch(new RegExp(`\\(${code}\\)|Bretagne|France`));
      for (const citation of answer.citations) expect(citation).toMatchObject({ publisher: expect.stringMatching(/France Travail|Insee/), url: expect.stringMatching(/^https:/), period: expect.stringMatching(/\d{4}/) });
    }
  });

  it('says no figure of a trade that the table does not hold', () => {
    for (const code of departements) {
      const [first] = describeTrade('J1501', [{ level: 'departement', name: `x (${code})`, departements: [code] }], tables).paragraphs;
      for (const figure of figuresIn(first ?? '')) expect(known.has(figure), `${figure} in ${first}`).toBe(true);
    }
  });

  it('a secret cell is « at least », never zero', () => {
    const secret = lines.find(([, , projects, , , atLeast]) => atLeast === '1' && Number(projects) > 0);
    const answer = describeRecruiting([{ level: 'departement', name: 'x', departements: [secret?.[0] ?? ''] }], tables);
    expect(answer?.paragraphs[0]).toContain('au moins');
  });
});

describe('trades', () => {
  it.each([
    ['aide soignante', 'J1501'], ['aides-soignants', 'J1501'], ['infirmière', 'J150'], ['maçon', 'F1703'], ['boulot dans les espaces verts', 'A1203'],
    ['dev web', 'M1855'], ['développeuse informatique', 'M1861'], ['nounou', 'K1310'], ['chauffeur poids lourd', 'N4101'], ['agent de sécurité', 'K2503'],
    ['femme de ménage', 'K2205'], ['caissière', 'D1505'], ['serveuse', 'G1803'], ['cuistot', 'G1609'], ['secrétaire médicale', 'M1609'],
    ['vendeuses', 'D1214'], ['coiffeuse', 'D1202'], ['boulanger', 'D1102'], ['plombière', 'F1603'], ['électricienne', 'F1602'],
    ['magasinier', 'N1110'], ['cariste', 'N1101'], ['soudeuse', 'H2913'], ['mécanicien auto', 'I1604'], ['comptable', 'M1203'],
    ['paysagiste', 'A1208'], ['professeure des écoles', 'K2106'], ['éducatrice spécialisée', 'K1207'], ['conducteur de bus', 'N4103'], ['fleuriste', 'D1209'],
  ])('« %s » is %s', (said, rome) => {
    expect(readTrades(`y a du boulot de ${said} par ici ?`)[0]?.rome).toMatch(new RegExp(`^${rome}`));
  });

  it.each(['je cherche du travail', 'dans le cadre de la loi', 'à la maison', 'quels métiers recrutent', 'je suis salarié', 'qui contacter ?', 'je ne sais pas'])('« %s » names none', (said) => {
    expect(readTrades(said)).toEqual([]);
  });
});

it('the built-in tables weigh less than two megabytes', () => {
  expect(readdirSync(DATA).reduce((sum, file) => sum + statSync(new URL(file, DATA)).size, 0)).toBeLessThan(2_000_000);
});
