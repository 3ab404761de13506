import { describe, expect, test } from 'vitest';
import { openPlaces, type Place, type PlaceReading } from '../../../knowledge/territories/places.ts';
import * as phrases from './place-phrases.ts';
import * as secondPhrases from './place-phrases-second.ts';

const places = openPlaces();

function shown({ level, name, departement, region }: Place): string {
  if (level === 'commune') return `${name} ${departement?.code}`;
  if (level === 'departement') return `dép. ${departement?.code}`;
  return level === 'region' ? `rég. ${region?.code}` : `pays ${name}`;
}
const told = ({ candidates, near, role }: PlaceReading) => [candidates.map(shown).join(' ? '), ...(near ? ['~'] : []), ...(role ? [`@${role}`] : [])].join(' ');

describe.each(Object.entries({ ...phrases, ...secondPhrases }))('%s', (name, table) => {
  test.each(table.map(([text, ...expected]) => ({ text, expected })))('« $text »', ({ text, expected }) => {
    expect(places.read(text, { asked: name.startsWith('ASKED') }).map(told)).toEqual(expected);
  });
});
