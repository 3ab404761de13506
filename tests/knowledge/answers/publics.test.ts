import { describe, expect, it } from 'vitest';
import { SLOT_VALUES, type Slot } from '../../../bot/situation/situation.ts';
import { speaksOfPublicOf } from '../../../knowledge/answers/publics.ts';
import { appliesToSchema, PUBLICS } from '../../../knowledge/cards/applies-to.ts';

describe('a card about one public', () => {
  it.each([
    [{ statut: 'agent-public' }, 'est ce que j’ai droit au chomage si je demissionne ?'],
    [{ contrat: 'interim' }, 'combien d’heures pour un PTP ?'],
    [{ handicap: true }, 'le cpf c’est combien par an'],
    [{ statut: 'independant' }, 'comment faire une vae'],
  ] as const)('%o does not answer « %s »', (appliesTo, text) => expect(speaksOfPublicOf({ appliesTo }, text)).toBe(false));

  it.each([
    [{ statut: 'agent-public' }, 'je suis Fonctionnaire, j’ai droit au chômage ?'],
    [{ contrat: 'interim' }, 'et pour un intérimaire ?'],
    [{ handicap: true }, 'j’ai la RQTH'],
    [{ contrat: ['particulier-employeur', 'assistante-maternelle'] }, 'je suis nounou'],
  ] as const)('%o answers « %s »', (appliesTo, text) => expect(speaksOfPublicOf({ appliesTo: appliesTo as never }, text)).toBe(true));

  it.each([{}, { statut: 'salarie-prive' }, { statut: 'demandeur-emploi' }] as const)('%o is the common case, and is never refused', (appliesTo) => {
    expect(speaksOfPublicOf({ appliesTo }, 'combien ça coûte ?')).toBe(true);
  });
});

it('the publics of the cards are values of a person’s situation', () => {
  for (const slot of appliesToSchema.keyof().options) {
    const values: readonly unknown[] = slot in PUBLICS ? PUBLICS[slot as keyof typeof PUBLICS] : [true];
    for (const value of values) expect(SLOT_VALUES[slot as Slot].safeParse(value).success, `${slot}: ${String(value)}`).toBe(true);
  }
});
