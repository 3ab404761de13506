import { describe, expect, it } from 'vitest';
import { FEEDBACK } from '../../../bot/feedback/texts.ts';
import { markIn } from '../../../bot/feedback/words.ts';

describe('what people say of an answer', () => {
  it.each(['oui ça m’aide', 'Oui, ça m’aide !', 'ça m aide merci', 'merci, ça m’a bien aidé', 'ok super ça m’aide beaucoup', 'cette réponse m’aide'])('« %s » is a good mark', (text) => {
    expect(markIn(text, false)).toEqual({ helps: true });
  });

  it.each(['non ça ne m’aide pas', 'non ça m’aide pas', 'Ça ne m’aide pas du tout.', 'sa m aide pas', 'pas utile', 'bah non ça m’avance pas'])('« %s » is a bad mark without a reason', (text) => {
    expect(markIn(text, false)).toEqual({ helps: false, reason: null });
  });

  it.each([
    ['non c’est trop compliqué', 'trop-complique'],
    ['ce n’est pas ma question', 'autre-question'],
    ['c pas ma question', 'autre-question'],
    ['je pense que c’est faux', 'faux'],
    ['non, il manque le prix', 'manque'],
    ['ça ne m’aide pas, il manque le délai', 'manque'],
    ['non ça ne m’aide pas, c’est trop compliqué', 'trop-complique'],
  ])('« %s » is a bad mark with its reason', (text, reason) => {
    expect(markIn(text, false)).toEqual({ helps: false, reason });
  });

  it.each([['il manque le montant', 'manque'], ['trop long', 'trop-complique'], ['hors sujet', 'autre-question'], ['faux', 'faux']])('« %s » is a reason once the reason was asked for', (text, reason) => {
    expect(markIn(text, false)).toBeNull();
    expect(markIn(text, true)).toEqual({ helps: false, reason });
  });

  it.each(['oui', 'non', 'merci', 'ok', 'il me manque deux trimestres', 'c’est trop compliqué', 'j’ai besoin d’aide', 'quelle aide pour me former ?', 'non je suis au chômage', 'oui je suis cadre', 'est-ce que ça m’aide pour ma retraite ?', 'on me dit que c’est faux, je fais quoi ?'])('« %s » is no mark', (text) => {
    expect(markIn(text, false)).toBeNull();
  });

  it('every label of the table is understood as its own reason, as a button says it', () => {
    for (const { id, label } of FEEDBACK.reasons) expect(markIn(label, true), label).toEqual({ helps: false, reason: id });
  });
});
