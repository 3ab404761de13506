import { beforeAll, describe, expect, it } from 'vitest';
import { startDialogue } from '../../../adapters/cli/evaluate/dialogue.ts';
import { readCoverage } from '../../../adapters/cli/evaluate/coverage.ts';
import { readQuestions } from '../../../adapters/cli/evaluate/suite-data.ts';
import { WITHOUT_DESK } from '../../../bot/handoff/nobody.ts';
import { WHO_KNOWS, whoKnows } from '../../../bot/reading/who-knows.ts';
import { createRunTurn, type RunTurn } from '../../../bot/turn.ts';
import { waysToAsk } from '../../../knowledge/cards/card.ts';
import { openIndex } from '../../../knowledge/index/open-index.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

const { cards } = openIndex(KNOWLEDGE_DIR);

describe('what no text answers', () => {
  it.each([
    ['vous pensez que je gagnerai aux prud’hommes ?', 'own-case-in-law'],
    ['ma clause de non concurrence est valable ?', 'own-case-in-law'],
    ['mon patron me doit deux mois de salaire', 'own-case-in-law'],
    ['je dois arrêter mon traitement ?', 'health'],
    ['avec mon épilepsie je peux conduire un car ?', 'health'],
    ['mon indemnité est imposable ?', 'taxes'],
    ['ma prime d’activité va changer ?', 'benefits'],
    ['mon récépissé expire demain', 'papers'],
    ['pourquoi mon dossier est bloqué', 'file'],
    ['vous avez reçu mes papiers ?', 'file'],
    ['quel est le meilleur centre pour un bilan', 'ranking'],
    ['l’adresse de la mission locale de Dax', 'local-office'],
    ['combien de personnes font un bilan chaque année', 'statistics'],
    ['combien gagne un menuisier', 'pay-of-a-job'],
  ])('« %s » is for somebody else: %s', (message, id) => expect(whoKnows(message)?.id).toBe(id));

  it.each([
    'je suis étranger, ai-je droit au CEP ?',
    'puis-je utiliser mon CPF avec un titre de séjour ?',
    'licencié pour faute grave, ai-je droit au chômage ?',
    'comment contester le refus de mon dossier de PTP ?',
    'combien de temps pour avoir une réponse à ma demande ?',
    'je suis autiste et je cherche un travail',
    'j’ai mal au dos, je veux changer de métier',
    'comment vérifier qu’un organisme est sérieux ?',
    'combien gagne un apprenti ?',
    'quel pourcentage de mon salaire pendant un PTP ?',
  ])('« %s » is for the texts', (message) => expect(whoKnows(message)).toBeUndefined());

  // The half kept aside is left out, so that nobody tunes on it.
  it('takes no wording of a card, and no question that the evaluation expects to see answered', () => {
    const asked = [...readQuestions(), ...readCoverage()].flatMap(({ question, half }) => (half === 'tune' ? [question] : []));
    const ours = [...cards.flatMap((card) => waysToAsk(card).map((text) => ({ text, card: card.id }))), ...asked.map((text) => ({ text, card: null }))];
    expect(ours.length).toBeGreaterThan(1000);
    const taken = ours.filter(({ text, card }) => {
      const row = whoKnows(text);
      return row !== undefined && (card === null ? row.cards.length === 0 : !row.cards.includes(card));
    });
    expect(taken).toEqual([]);
  });

  it('names only cards that exist', () => {
    const known = new Set(cards.map(({ id }) => id));
    expect(WHO_KNOWS.flatMap(({ cards: named }) => named.filter((id) => !known.has(id)))).toEqual([]);
  });
});

describe('in a conversation', () => {
  let runTurn: RunTurn;
  beforeAll(() => {
    runTurn = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR, labour: 'built-in' }), clock: { now: () => new Date('2026-11-23T10:00:00Z') } });
  });

  it('says who knows, quotes nothing beside the point, and says it otherwise the second time', async () => {
    const dialogue = startDialogue(runTurn);
    const first = await dialogue.say('mon licenciement est abusif selon vous ?');
    expect(first.outcome).toBe('abstained');
    expect(first.citations).toEqual([]);
    expect(first.text).toContain('point-justice');
    expect(first.replies.flatMap(({ choices }) => choices.map(({ label }) => label))).toContain('Parler à une personne');
    const second = await dialogue.say('et ma sanction elle est illégale ?');
    expect(second.text).not.toBe(first.text);
    expect(second.text).toContain('point-justice');
  });

  it('keeps the subject: what follows is still about it', async () => {
    const dialogue = startDialogue(runTurn);
    await dialogue.say('c’est quoi la VAE ?');
    await dialogue.say('c’est imposable ?');
    expect((await dialogue.say('et ça coûte combien ?')).text).toMatch(/VAE/);
  });

  it('somebody in danger is heard before their question of law', async () => {
    expect((await startDialogue(runTurn).say('je veux mourir, mon licenciement est abusif ?')).outcome).toBe('protected');
  });
});
