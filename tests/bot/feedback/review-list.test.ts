/** What becomes a line of the review list, through the real conversations, store and knowledge base. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createFeedback } from '../../../bot/feedback/judge-answer.ts';
import { applyRetention } from '../../../bot/privacy/apply-retention.ts';
import { REVIEW_RETENTION } from '../../../bot/privacy/retention.ts';
import type { ReviewLine } from '../../../bot/feedback/review.ts';
import { openReception, type Reception } from '../../support/handoff-conversation.ts';

const NO_DESK = { forgetBefore: async () => ({ audit: 0, invitations: 0 }) };

const UNKNOWN = 'quel est le taux de réussite à la VAE aide-soignante';
const COST = "c'est payant le CEP ?";

describe('the review list', () => {
  let bot: Reception;
  beforeEach(() => {
    bot = openReception();
  });
  const lines = () => bot.store.reviewLines('waiting');
  const only = async (): Promise<ReviewLine> => {
    const all = await lines();
    expect(all).toHaveLength(1);
    return all[0]!;
  };
  const answerEntry = async () => (await bot.transcript()).findLast(({ reply }) => reply?.about !== undefined);

  it('has a line for a refusal, masked, with its day and nothing of who asked', async () => {
    await bot.say(`${UNKNOWN} ? mon numéro est le 06 12 34 56 78`);
    const line = await only();
    expect(line).toMatchObject({ kind: 'refusal', outcome: 'abstained', count: 1, firstDay: '2026-11-23', reason: null });
    expect(line.text).toContain('[numéro de téléphone masqué]');
    expect(JSON.stringify(line)).not.toMatch(/06 12|test:1/);
  });

  it('counts the same refusal of several people in one line', async () => {
    await bot.say(UNKNOWN);
    const { conversations } = bot;
    for (const conversation of ['test:2', 'test:3']) {
      await conversations.receive({ conversation, channel: 'test', id: 'm1', kind: 'message', text: `${UNKNOWN.toUpperCase()} ?`, reference: null, clientData: null });
      await conversations.run(conversation);
    }
    expect((await only()).count).toBe(3);
  });

  it('takes no theme from what was spoken of before, unless the question leans on it', async () => {
    await bot.say(COST);
    await bot.say('combien gagne une assistante sociale en début de carrière');
    expect((await only()).theme).not.toBe('cep');
  });

  it('has a line for what is out of scope and for what cannot be read', async () => {
    await bot.say('une recette de tarte aux pommes facile');
    await bot.say('…');
    expect((await lines()).map(({ kind, outcome }) => `${kind} ${outcome}`).toSorted()).toEqual(['misunderstanding not-understood', 'refusal out-of-scope']);
  });

  it('has a line for a question that nothing answers although the dialogue goes on', async () => {
    const { outcome } = await bot.say('je suis intermittent du spectacle, combien de cachets pour le trapèze ?');
    const found = await lines();
    // Whatever the turn ended with, the question was not answered: it is noted as long as no answer was given.
    expect(outcome).not.toBe('answered');
    expect(found.map(({ kind }) => kind)).toEqual(['refusal']);
  });

  it('has none for what went well, for distress, for a greeting', async () => {
    for (const text of [COST, 'je veux mourir', 'bonjour', 'merci', 'qui contacter pour le cep ?']) await bot.say(text);
    expect(await lines()).toEqual([]);
  });

  it('hears « ça ne m’aide pas », asks once what is wrong, and takes the reason', async () => {
    await bot.say(COST);
    const asked = await bot.say('non ça ne m’aide pas');
    expect(asked).toMatchObject({ outcome: 'judged', choices: ['Ce n\'est pas ma question', 'C\'est trop compliqué', 'Je pense que c\'est faux', 'Il manque quelque chose'] });
    expect(await only()).toMatchObject({ kind: 'bad-mark', text: COST, card: expect.stringMatching(/^cep-/), theme: 'cep', reason: null });
    const thanked = await bot.say('il manque le prix du train');
    expect(thanked).toMatchObject({ outcome: 'judged', choices: ['Parler à une personne'] });
    expect(await only()).toMatchObject({ reason: 'manque', count: 1 });
  });

  it('hears « oui ça m’aide », and keeps no word of the question', async () => {
    await bot.say(COST);
    expect((await bot.say('oui ça m’aide')).text).toContain('Merci');
    expect(await lines()).toEqual([]);
    expect(await bot.store.goodMarks()).toMatchObject([{ theme: 'cep', count: 1 }]);
  });

  it('takes a word on the plain version for a word on the question', async () => {
    await bot.say(COST);
    await bot.say('non, c’est trop compliqué');
    expect((await bot.say('En plus simple')).outcome).toBe('answered');
    expect((await answerEntry())?.reply?.about).toMatchObject({ question: COST, theme: 'cep' });
    await bot.say('il manque quelque chose');
    // Two answers, two words: one was too hard, the other too short.
    expect((await lines()).map(({ text, reason }) => [text, reason])).toEqual([[COST, 'trop-complique'], [COST, 'manque']]);
  });

  it('notes what a follow-up leaned on, without which it would say nothing', async () => {
    await bot.say('c’est quoi la VAE ?');
    await bot.say('et ça coûte combien ?');
    await bot.say('ça m’aide pas');
    expect(await only()).toMatchObject({ text: 'et ça coûte combien ?', before: 'c’est quoi la VAE ?', theme: 'vae' });
  });

  it('keeps no word that tells of health (rgpd art. 9)', async () => {
    for (const text of ['j’ai un cancer', 'je suis en arrêt maladie', 'j’ai une RQTH']) await bot.say(`${text}, ${UNKNOWN} ?`);
    const found = await lines();
    expect(found.map(({ text }) => text)).toEqual(found.map(() => '[message non gardé : il parle de santé]'));
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('keeps no such word either when it is said again, or was said before a follow-up', async () => {
    for (const text of ['je suis en arrêt maladie, c’est quoi la VAE ?', 'et ça coûte combien ?', 'ça m’aide pas']) await bot.say(text);
    expect(await only()).toMatchObject({ text: 'et ça coûte combien ?', before: '[message non gardé : il parle de santé]' });
    for (const text of [`j’ai une RQTH, ${UNKNOWN} ?`, `j’ai une RQTH, ${UNKNOWN} svp`]) await bot.say(text);
    expect(JSON.stringify(await lines())).not.toMatch(/arrêt|RQTH/);
    expect((await lines()).map(({ kind, count }) => `${kind} ${count}`).toSorted()).toEqual(['bad-mark 1', 'refusal 2']);
  });

  it('is not pushed: no reply asks whether it helps, and the same words elsewhere are no mark', async () => {
    const { text } = await bot.say(COST);
    expect(text).not.toMatch(/aide \?/);
    await bot.say('qui contacter pour le cep ?');
    expect((await bot.say('non ça ne m’aide pas')).outcome).not.toBe('judged');
  });

  it('takes the press of a button in place of an earlier one, once, for an answer of that conversation only', async () => {
    await bot.say(COST);
    const entry = await answerEntry();
    const feedback = createFeedback(bot.store, { now: () => bot.office.now });
    expect(await feedback.judge('test:1', entry!.id, { helps: false, reason: null })).toBe(true);
    expect(await feedback.judge('test:1', entry!.id, { helps: false, reason: 'faux' })).toBe(true);
    expect(await only()).toMatchObject({ reason: 'faux', count: 1 });
    expect(await feedback.marks('test:1', await bot.transcript())).toEqual(new Map([[entry!.id, { helps: false, reason: 'faux' }]]));
    await feedback.judge('test:1', entry!.id, { helps: true });
    expect(await lines()).toEqual([]);
    expect(await feedback.judge('test:2', entry!.id, { helps: true })).toBe(false);
    expect(await feedback.judge('test:1', 'nothing', { helps: true })).toBe(false);
  });

  it('is empty of a person’s words once they quit and erase (rgpd art. 17)', async () => {
    await bot.say(UNKNOWN);
    await bot.say(COST);
    await bot.say('c’est faux');
    expect(await lines()).toHaveLength(2);
    await bot.conversations.erase('test:1');
    expect(await lines()).toEqual([]);
  });

  it('is kept no longer than the table says', async () => {
    await bot.say(UNKNOWN);
    const after = (days: number) => new Date(bot.office.now.getTime() + days * 86_400_000);
    expect((await applyRetention(bot.store, NO_DESK, after(REVIEW_RETENTION.waiting))).reviews).toBe(0);
    expect((await applyRetention(bot.store, NO_DESK, after(REVIEW_RETENTION.waiting + 1))).reviews).toBe(1);
  });
});
