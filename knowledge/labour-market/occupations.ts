/** From the words of a person to a trade (ROME): 13 000 official names, everyday words, feminine and masculine, one slip of the fingers. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { tableRows } from './tables.ts';

export interface FoundOccupation {
  rome: string;
  /** The official name, or the person's own word for it. */
  label: string;
  said: string;
  /** Several trades have this name: the person may be asked which. */
  others: string[];
}

const EVERYDAY = z.record(z.string().regex(/^[A-Z]\d{4}$/), z.array(z.string())).parse(parse(readFileSync(new URL('./everyday.yaml', import.meta.url), 'utf8')));

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/[^a-z0-9]+/g, ' ').trim();

/** « vendeuses » and « vendeur » are one; so are « infirmière » and « infirmier ». */
export function stemOf(word: string): string {
  const single = word.length > 3 ? word.replace(/[sx]$/, '') : word;
  for (const [ending, stem] of ENDINGS) if (single.endsWith(ending) && single.length > ending.length + 2) return single.slice(0, -ending.length) + stem;
  return single;
}
const ENDINGS: [string, string][] = [['euse', 'eur'], ['trice', 'teur'], ['iere', 'ier'], ['ienne', 'ien'], ['onne', 'on'], ['elle', 'el'], ['ante', 'ant'], ['ente', 'ent'], ['ee', 'e'], ['ere', 'er'], ['ive', 'if'], ['ine', 'in'], ['oise', 'ois'], ['ale', 'al'], ['ateure', 'ateur'], ['eure', 'eur']];

const SMALL = new Set(['de', 'd', 'du', 'des', 'en', 'a', 'au', 'aux', 'la', 'le', 'les', 'l', 'et', 'dans', 'un', 'une']);
const keyOf = (words: string[]) => words.filter((word) => !SMALL.has(word)).map(stemOf).join(' ');

/** Names of one word that are no trade by themselves in what people write. */
const NO_TRADE = new Set(['agent', 'charge', 'chef', 'assistant', 'employe', 'responsable', 'technicien', 'ouvrier', 'directeur', 'conseiller', 'operateur', 'aide', 'ingenieur', 'cadre', 'homme', 'garcon', 'second', 'maitre', 'expert', 'modele', 'nez', 'social', 'road', 'clim', 'auteur', 'patron', 'gerant', 'formateur', 'consultant', 'artisan', 'commercant', 'apprenti', 'stagiaire', 'engage', 'mineur', 'mime', 'valet', 'tireur', 'joueur', 'meneur', 'poseur', 'monteur', 'conducteur', 'tuteur', 'passeur', 'lecteur', 'acteur', 'travailleur', 'manager', 'recruteur', 'employeur', 'entrepreneur', 'demandeur', 'particulier', 'independant', 'public', 'prive', 'salarie', 'etudiant', 'retraite', 'militaire', 'juge', 'elu', 'maire']);

interface Names {
  byKey: Map<string, { rome: string; label: string }[]>;
  longest: number;
}

let opened: Names | undefined;

function names(): Names {
  if (opened) return opened;
  const byKey = new Map<string, { rome: string; label: string }[]>();
  const add = (name: string, rome: string, label: string, first = false) => {
    const key = keyOf(plain(name).split(' '));
    if (key === '') return;
    const known = byKey.get(key) ?? [];
    const others = known.filter((other) => other.rome !== rome);
    if (first) byKey.set(key, [{ rome, label }, ...others]);
    else if (others.length === known.length) byKey.set(key, [...known, { rome, label }]);
  };
  for (const { libelle = '', rome = '' } of tableRows('appellations')) {
    for (const name of libelle.replace(/\((?:se|euse|ère|ne|e|trice)\)/g, '').split(' / ')) add(name, rome, libelle);
  }
  for (const [rome, words] of Object.entries(EVERYDAY)) for (const word of words) add(word, rome, word, true);
  opened = { byKey, longest: 7 };
  return opened;
}

/** Trades named in a text, the longest name at each place, in the order of the text. About 0.2 s the first time. */
export function readTrades(text: string): FoundOccupation[] {
  const { byKey, longest } = names();
  const words = plain(text).split(' ').filter((word) => word !== '');
  const found: FoundOccupation[] = [];
  for (let at = 0; at < words.length; at++) {
    if (SMALL.has(words[at] ?? '')) continue;
    for (let count = Math.min(longest, words.length - at); count >= 1; count--) {
      const part = words.slice(at, at + count);
      if (SMALL.has(part.at(-1) ?? '')) continue;
      const key = keyOf(part);
      const known = byKey.get(key);
      if (!known || (count === 1 && (NO_TRADE.has(key) || key.length < 3))) continue;
      const [best, ...others] = known;
      if (best) found.push({ rome: best.rome, label: best.label, said: part.join(' '), others: others.map(({ rome }) => rome).slice(0, 3) });
      at += count - 1;
      break;
    }
  }
  return found;
}
