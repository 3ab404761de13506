import { expect, it } from 'vitest';
import { spellOut } from '../../../knowledge/answers/spell-out.ts';

it.each([
  ['cb de tps sa dure', 'combien de temps ça dure'],
  ['sa coute cb', 'ça coûte combien'],
  ['c gratui ?', "c'est gratuit ?"],
  ['é sa coûte combien', 'é ça coûte combien'],
  ['jpeu avoir un rdv mtn ?', 'je peux avoir un rendez-vous maintenant ?'],
])('« %s » is read as « %s »', (written, meant) => {
  expect(spellOut(written)).toBe(meant);
});

it.each(['Combien coûte un bilan de compétences ?', 'sa femme est cadre', "l'agent de catégorie C a-t-il droit au CPF ?", 'vitamine C', 'mes-droits'])('« %s » stays as it is', (text) => {
  expect(spellOut(text)).toBe(text);
});
