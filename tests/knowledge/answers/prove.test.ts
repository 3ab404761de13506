import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectionsTo, prove } from '../../../knowledge/answers/prove.ts';
import type { Answered } from '../../../knowledge/knowledge-base.ts';
import { cite, passage } from '../../support/passages.ts';

const TODAY = '2026-11-23';
const law = passage('Le salarié dispose de vingt-quatre mois, soit 1 500 euros au plus. La demande est faite 60 jours avant.');
const ended = passage('Le plafond est de 900 euros.', { article: 'L9999-1', validUntil: '2026-09-01' });
const find = (id: string) => [law, ended].find((known) => known.id === id);

const statement = (text: string, quote = 'La demande est faite 60 jours avant.') => ({ text, citations: [cite(law, quote)] });
const objections = (text: string) => objectionsTo(statement(text), find, TODAY);

describe('what may be shown', () => {
  it.each(['Vous avez 24 mois et 1 500 €.', 'La demande se fait soixante jours avant (article L1234-5).', 'En vigueur depuis le 1er janvier 2024, depuis 2024.', 'Aucun chiffre ici.'])(
    '« %s » stands in its source',
    (text) => expect(objections(text)).toEqual([]),
  );

  it.each(['Vous avez 25 mois.', 'Vous avez 24 jours.', 'Jusqu’à 1 501 €.', 'Selon l’article L1234-6.', 'Depuis le 2 janvier 2024.', 'Soit 60 % du total.'])(
    '« %s » does not',
    (text) => expect(objections(text)).toHaveLength(1),
  );

  it('a quote stands word for word or not at all', () => {
    expect(objectionsTo(statement('Oui.', 'La demande est faite 61 jours avant.'), find, TODAY)).toHaveLength(1);
    expect(objectionsTo(statement('Oui.', ''), find, TODAY)).toHaveLength(1);
  });

  it('a wording that has ended supports nothing', () => {
    const old = { text: 'Le plafond est de 900 euros.', citations: [cite(ended, 'Le plafond est de 900 euros.')] };
    expect(objectionsTo(old, find, TODAY)).not.toEqual([]);
    expect(objectionsTo(old, find, '2026-08-31')).toEqual([]);
  });

  it('a statement without a source, or with an unknown one, is not shown', () => {
    expect(objectionsTo({ text: 'Oui.', citations: [] }, find, TODAY)).toEqual(['no source']);
    expect(objectionsTo({ text: 'Oui.', citations: [{ ...cite(law, law.text), id: 'inconnu' }] }, find, TODAY)).toHaveLength(1);
  });
});

describe('whatever is changed on the way', () => {
  it('no other number, with its unit, passes for the one of the source', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99_999 }), fc.constantFrom('mois', 'jours', '€', '%', 'heures'), (value, unit) => {
        const allowed = [24, 60, 1500].includes(value) && ((value === 24 && unit === 'mois') || (value === 60 && unit === 'jours') || (value === 1500 && unit === '€'));
        expect(objections(`Il faut ${value} ${unit}.`).length === 0).toBe(allowed);
      }),
    );
  });

  it('no other letter passes inside a quote', () => {
    fc.assert(
      fc.property(fc.nat(law.text.length - 1), fc.constantFrom('0', 'x', '9', '€'), (place, letter) => {
        fc.pre(law.text[place] !== letter);
        const altered = law.text.slice(0, place) + letter + law.text.slice(place + 1);
        expect(objectionsTo(statement('Oui.', altered), find, TODAY)).not.toEqual([]);
      }),
    );
  });
});

describe('an answer', () => {
  const answer = (texts: string[], plain: string | null): Answered => ({
    kind: 'answered',
    statements: texts.map((text) => statement(text)),
    plain,
    card: null,
    topic: { theme: 'cpf', card: null, question: 'q' },
    next: [],
  });

  it('keeps what is proven and drops the rest', () => {
    const proven = prove(answer(['24 mois.', '25 mois.'], 'Cela prend 24 mois.'), find, TODAY);
    expect(proven).toMatchObject({ kind: 'answered', statements: [{ text: '24 mois.' }], plain: 'Cela prend 24 mois.' });
  });

  it('keeps no plain wording that says more than its sources', () => {
    expect(prove(answer(['24 mois.'], 'Cela prend 26 mois.'), find, TODAY)).toMatchObject({ kind: 'answered', plain: null });
  });

  it('shows an order whole or not at all: with a step missing it would be a wrong order', () => {
    const step = (when: string, text: string) => ({ ...statement(text), when, irreversible: null });
    const ordered = (second: string) => ({ ...answer(['24 mois.'], null), timeline: { title: 'Dans quel ordre ?', lead: statement('Dans cet ordre.'), steps: [step('D’abord', '24 mois.'), step('Après 60 jours', second)] } });
    expect(prove(ordered('Faites la demande.'), find, TODAY)).toMatchObject({ timeline: { steps: [{ text: '24 mois.' }, { when: 'Après 60 jours' }] } });
    expect(prove(ordered('Attendez 61 jours.'), find, TODAY)).toMatchObject({ kind: 'answered', statements: [{ text: '24 mois.' }], timeline: undefined });
  });

  it('abstains when nothing is left', () => {
    expect(prove(answer(['25 mois.'], null), find, TODAY)).toMatchObject({ kind: 'abstained' });
  });
});

describe('a historic text', () => {
  const old = passage('Le conseil comptait trois niveaux.', { authority: 'historic', article: null, id: 'ancien#1' });
  const findAll = (id: string) => (id === old.id ? old : find(id));
  const was = { text: 'Un document ancien comptait trois niveaux.', citations: [cite(old, 'Le conseil comptait trois niveaux.')] };
  const answer = (statements: Answered['statements']): Answered => ({ kind: 'answered', statements, plain: null, card: null, topic: { theme: 'cep', card: null, question: 'q' }, next: [] });

  it('never says what holds today', () => expect(objectionsTo(was, findAll, TODAY)).not.toEqual([]));
  it('is never shown alone', () => expect(prove(answer([{ ...was, past: true }]), findAll, TODAY).kind).toBe('abstained'));
  it('is shown beside what holds today', () => {
    const proven = prove(answer([{ ...was, past: true }, statement('Vous avez 24 mois.')]), findAll, TODAY);
    expect(proven.kind === 'answered' && proven.statements).toHaveLength(2);
  });
});
