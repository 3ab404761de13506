import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, shownAt } from '../../../knowledge/operators/clocks.ts';
import { CONTACT_KINDS, DIRECTORY } from '../../../knowledge/operators/directory.ts';
import { isOpen, nextOpening, OPENING_HOURS, openingHoursSchema, type Operator } from '../../../knowledge/operators/opening-hours.ts';
import { openingStatus } from '../../../knowledge/operators/opening-sentence.ts';
import { easter, HOLIDAYS, holidayOn } from '../../../knowledge/operators/public-holidays.ts';

/** An office with a lunch break, by the clock of wherever the person lives. */
const OFFICE = openingHoursSchema.parse({
  hours: [
    { kind: 'mission-locale', clock: 'local', week: { 'lundi-vendredi': ['09:00-12:00', '13:30-17:00'] }, closings: [{ from: '2026-12-24', to: '2026-12-31', why: 'congés' }], source: 'test', confirmed: true },
    { kind: 'cap-emploi', clock: 'local', week: { 'lundi-vendredi': ['09:00-17:00'], dimanche: ['01:00-04:00'] }, source: 'test', confirmed: true },
    { kind: 'france-travail', clock: 'paris', week: { 'lundi-dimanche': ['00:00-24:00'] }, holidays: 'open', source: 'test', confirmed: true },
  ],
  clocks: OPENING_HOURS.clocks,
});
const RENNES = { region: '53', departement: '35' };
const STRASBOURG = { region: '44', departement: '67' };
const SAINT_DENIS = { region: '04', departement: '974' };
const paris = (day: string, time: string) => instantOf(day, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), 'Europe/Paris');
const missionLocale = (place: { region: string | null; departement: string | null }): Operator => ({ kind: 'mission-locale', ...place });
const capEmploi = (place: { region: string | null; departement: string | null }): Operator => ({ kind: 'cap-emploi', ...place });
const said = (operator: Operator, instant: Date, table = OFFICE) => openingStatus(operator, instant, table)?.sentence;

describe('what is not known', () => {
  it('is null, and never « fermé »', () => {
    for (const kind of CONTACT_KINDS.filter((kind) => kind !== 'apec')) {
      const operator = { kind, ...RENNES };
      expect([isOpen(operator, paris('2026-11-23', '10:00')), nextOpening(operator, paris('2026-11-23', '10:00')), openingStatus(operator, paris('2026-11-23', '10:00'))], kind).toEqual([null, null, null]);
    }
  });

  it('an office that goes by the clock of the person is not known without their territory', () => {
    expect(isOpen(missionLocale({ region: null, departement: null }), paris('2026-11-23', '10:00'), OFFICE)).toBeNull();
  });

  it('the 26th of December in Grand Est is not known without the département', () => {
    const grandEst = capEmploi({ region: '44', departement: null });
    expect(isOpen(grandEst, paris('2025-12-26', '10:00'), OFFICE)).toBeNull();
    expect(isOpen(grandEst, paris('2025-12-26', '20:00'), OFFICE)).toBe(false);
    expect(isOpen(capEmploi({ region: '44', departement: '51' }), paris('2025-12-26', '10:00'), OFFICE)).toBe(true);
  });
});

describe('the week', () => {
  it('closes for lunch, at the minute', () => {
    const at = (time: string) => isOpen(missionLocale(RENNES), paris('2026-11-23', time), OFFICE);
    expect(['08:59', '09:00', '11:59', '12:00', '13:29', '13:30', '16:59', '17:00'].map(at)).toEqual([false, true, true, false, false, true, true, false]);
    expect(said(missionLocale(RENNES), paris('2026-11-23', '12:10'))).toBe('fermé, rouvre à 13 h 30');
    expect(said(missionLocale(RENNES), paris('2026-11-23', '09:00'))).toBe('ouvert jusqu’à 12 h');
  });

  it('says when it opens again, as people say it', () => {
    expect(said(missionLocale(RENNES), paris('2026-11-23', '18:00'))).toBe('fermé, rouvre demain à 9 h');
    expect(said(missionLocale(RENNES), paris('2026-11-20', '18:00'))).toBe('fermé, rouvre lundi à 9 h');
  });

  it('goes over the year’s end, with its closing and its holiday', () => {
    expect(said(missionLocale(RENNES), paris('2026-12-23', '18:00'))).toBe('fermé, rouvre le lundi 4 janvier à 9 h');
    expect(nextOpening(missionLocale(RENNES), paris('2026-12-31', '23:59'), OFFICE)).toEqual(paris('2027-01-04', '09:00'));
  });

  it('never closes when it is open day and night', () => {
    expect(openingStatus({ kind: 'france-travail', ...RENNES }, paris('2026-05-01', '03:00'), OFFICE)).toEqual({ isOpen: true, sentence: 'ouvert' });
  });
});

describe('public holidays', () => {
  it('Easter, in years that an almanac tells', () => {
    const known = ['1954-04-18', '1981-04-19', '2000-04-23', '2008-03-23', '2011-04-24', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25', '2049-04-18'];
    expect(known.map((day) => easter(Number(day.slice(0, 4))))).toEqual(known);
  });

  it('the 1st of May is closed everywhere, and the sentence goes to the next working day', () => {
    expect(isOpen({ kind: 'apec', ...RENNES }, paris('2026-05-01', '10:00'))).toBe(false);
    expect(said({ kind: 'apec', ...RENNES }, paris('2026-05-01', '10:00'), OPENING_HOURS)).toBe('fermé, rouvre lundi à 9 h');
  });

  it('Alsace-Moselle keeps Good Friday and the 26th of December', () => {
    for (const day of ['2026-04-03', '2025-12-26']) {
      expect(isOpen(capEmploi(STRASBOURG), paris(day, '10:00'), OFFICE), day).toBe(false);
      expect(isOpen(capEmploi(RENNES), paris(day, '10:00'), OFFICE), day).toBe(true);
    }
  });

  it('La Réunion keeps the 20th of December, by its own clock', () => {
    const sunday = new Date('2026-12-20T06:00:00Z');
    expect(holidayOn('2026-12-20', SAINT_DENIS)).toBe('kept');
    expect(isOpen(capEmploi(SAINT_DENIS), new Date('2027-12-20T06:00:00Z'), OFFICE)).toBe(false);
    expect(isOpen(capEmploi(RENNES), paris('2027-12-20', '10:00'), OFFICE)).toBe(true);
    expect(said(capEmploi(SAINT_DENIS), sunday)).toBe('fermé, rouvre demain à 9 h');
    // Nine o'clock there is six in the morning in Paris in winter.
    expect(nextOpening(capEmploi(SAINT_DENIS), sunday, OFFICE)).toEqual(new Date('2026-12-21T05:00:00Z'));
  });

  it('overseas each territory keeps its own day', () => {
    const days = { '971': '05-27', '972': '05-22', '973': '06-10', '974': '12-20', '976': '04-27', '977': '10-09', '978': '05-27' };
    for (const [departement, day] of Object.entries(days)) {
      for (const [other, otherDay] of Object.entries(days)) expect(holidayOn(`2026-${otherDay}`, { region: null, departement }), `${departement} ${other}`).toBe(day === otherDay ? 'kept' : 'none');
      expect(holidayOn(`2026-${day}`, RENNES), departement).toBe('none');
    }
  });

  it('every day stands in the article that its row names', () => {
    const law = articlesOf(new Set(HOLIDAYS.map(({ source }) => source)));
    const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
    for (const { name, day, source } of HOLIDAYS) {
      const [month = '', date = ''] = (day ?? '').split('-');
      const written = `${date === '01' ? '1er' : Number(date)} ${months[Number(month) - 1]}`;
      const words = source === 'L3422-2' ? [written] : [name.replace('Jour de l’an', '1er janvier').replace('Second jour de Noël', 'second jour de Noël').replace('Vendredi saint', 'Vendredi Saint').replace('L', 'l')];
      for (const word of words) expect(law.get(source)?.toLowerCase(), `${name} ${source}`).toContain(word.toLowerCase());
    }
  });
});

describe('clocks', () => {
  it('a national line is told by the clock of the person', () => {
    const reunion = { kind: 'apec', ...SAINT_DENIS } as const;
    expect(said(reunion, paris('2026-11-23', '10:00'), OPENING_HOURS)).toBe('ouvert jusqu’à 22 h (heure de La Réunion)');
    expect(said(reunion, new Date('2026-11-23T05:00:00Z'), OPENING_HOURS)).toBe('fermé, rouvre à 12 h (heure de La Réunion)');
    expect(said({ kind: 'apec', region: '01', departement: '971' }, paris('2026-07-06', '10:00'), OPENING_HOURS)).toBe('ouvert jusqu’à 13 h (heure de Guadeloupe)');
    expect(said({ kind: 'apec', region: null, departement: null }, paris('2026-11-23', '10:00'), OPENING_HOURS)).toBe('ouvert jusqu’à 19 h');
    // Seven in the evening in Paris is the next morning in Nouméa.
    expect(said({ kind: 'apec', region: null, departement: '988' }, paris('2026-11-23', '13:30'), OPENING_HOURS)).toBe('ouvert jusqu’à demain à 5 h (heure de Nouvelle-Calédonie)');
  });

  it('summer time moves the instant and not the hour', () => {
    expect(nextOpening(capEmploi(RENNES), paris('2026-03-27', '18:00'), OFFICE)).toEqual(new Date('2026-03-29T00:00:00Z'));
    expect(instantOf('2026-03-27', 540, 'Europe/Paris')).toEqual(new Date('2026-03-27T08:00:00Z'));
    expect(instantOf('2026-03-30', 540, 'Europe/Paris')).toEqual(new Date('2026-03-30T07:00:00Z'));
    // From 1 h to 4 h: two hours in spring, four in autumn.
    const lengths = ['2026-03-29', '2026-10-25'].map((day) => (instantOf(day, 240, 'Europe/Paris').getTime() - instantOf(day, 60, 'Europe/Paris').getTime()) / 3_600_000);
    expect(lengths).toEqual([2, 4]);
    expect(isOpen(capEmploi(RENNES), new Date('2026-10-25T02:59:00Z'), OFFICE)).toBe(true);
    expect(isOpen(capEmploi(RENNES), new Date('2026-10-25T03:00:00Z'), OFFICE)).toBe(false);
    // 2 h 30 is never shown that night.
    expect(instantOf('2026-03-29', 150, 'Europe/Paris')).toEqual(new Date('2026-03-29T01:30:00Z'));
  });

  it('what a clock shows leads back to its instant, anywhere and at any time', () => {
    const zones = ['Europe/Paris', ...OPENING_HOURS.clocks.map(({ zone }) => zone)];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: Date.parse('2024-01-01') / 60_000, max: Date.parse('2031-01-01') / 60_000 }), (zone, minute) => {
        const shown = shownAt(new Date(minute * 60_000), zone);
        expect(shownAt(instantOf(shown.day, shown.minutes, zone), zone)).toEqual(shown);
      }),
    );
  });
});

describe('the table', () => {
  it('has the hours that the directory tells people, and no other', () => {
    const told = [
      ...Object.entries(DIRECTORY.kinds).filter(([, { hours }]) => hours).map(([kind, { hours }]) => ({ kind, region: undefined, hours })),
      ...DIRECTORY.regional.filter(({ hours }) => hours).map(({ region, hours }) => ({ kind: 'regional', region, hours })),
    ];
    expect(OPENING_HOURS.hours.map(({ kind, region }) => ({ kind, region })).toSorted()).toEqual(told.map(({ kind, region }) => ({ kind, region })).toSorted());
    for (const { kind, region, hours } of told) {
      const row = OPENING_HOURS.hours.find((other) => other.kind === kind && other.region === region);
      const times = new Set((row?.week ?? []).flat().flatMap(({ from, to }) => [from / 60, to / 60]));
      expect(new Set([...(hours ?? '').matchAll(/(\d+) h/g)].map(([, hour]) => Number(hour))), kind).toEqual(times);
    }
  });

  it('refuses hours that end before they begin, and a day that does not exist', () => {
    const row = (week: object) => openingHoursSchema.safeParse({ hours: [{ kind: 'apec', clock: 'paris', week, source: 'x', confirmed: true }], clocks: [] }).success;
    expect([row({ lundi: ['12:00-09:00'] }), row({ lundi: ['9h-12h'] }), row({ monday: ['09:00-12:00'] }), row({ lundi: ['09:00-12:00'] })]).toEqual([false, false, false, true]);
  });
});

interface LawNode {
  type: string;
  data: { num?: string; texte?: string };
  children?: LawNode[];
}

function articlesOf(wanted: Set<string>): Map<string, string> {
  const found = new Map<string, string>();
  const walk = ({ data, children = [] }: LawNode): void => {
    if (data.num !== undefined && wanted.has(data.num)) found.set(data.num, data.texte ?? '');
    children.forEach(walk);
  };
  walk(createRequire(import.meta.url)('@socialgouv/legi-data/data/LEGITEXT000006072050.json') as LawNode);
  return found;
}
