/** RGPD art. 16: what a person corrects is corrected where it was sent. */
import { describe, expect, it } from 'vitest';
import { openReception, queuedCadre } from '../../support/handoff-conversation.ts';

const LATER = '2026-11-24T00:00:00Z';

describe('rgpd art. 16: while the fiche waits', () => {
  it('what the person corrects is corrected in it, and said', async () => {
    const { say, handoff } = await queuedCadre();
    expect((await say('en fait j’ai 42 ans')).text).toContain('J’ai corrigé votre fiche (âge : 42 ans).');
    expect(lineOf(await handoff(), 'age')).toMatchObject({ value: '42 ans', shared: true });
  });

  it('a line that was struck stays struck when it is told again, and is withheld from the conversation', async () => {
    const { say, handoff } = openReception();
    await say('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier');
    await say('je veux parler à quelqu’un');
    const rank = ((await handoff())?.summary.lines.findIndex(({ id }) => id === 'age') ?? 0) + 1;
    await say(`retirer ${rank}`);
    await say('oui, transmettre');
    expect((await say('en fait j’ai 42 ans')).text).not.toContain('votre fiche');
    expect(lineOf(await handoff(), 'age')).toMatchObject({ value: null, shared: false });
    expect((await handoff())?.withheld).toContain('42 ans');
  });

  it('what is told for the first time is added only once the person says so, with an agreement of its own', async () => {
    const { say, handoff } = await queuedCadre();
    const { text, choices } = await say('et je voudrais devenir fleuriste');
    expect(text).toContain('Ceci n’est pas dans votre fiche (métier souhaité : fleuriste)');
    expect(choices).toContain('Ajouter à ma fiche');
    expect(lineOf(await handoff(), 'metierVise')).toBeUndefined();
    expect((await say('ajouter à ma fiche')).text).toContain('C’est ajouté à votre fiche');
    expect(lineOf(await handoff(), 'metierVise')).toMatchObject({ value: 'fleuriste', shared: true });
    expect((await handoff())?.consents.at(-1)?.lines).toContain('metierVise');
    expect((await say('ajouter à ma fiche')).text).toContain('déjà tout');
  });

  it('what the person takes back is emptied, in the request and behind other lines too', async () => {
    const { say, handoff } = await queuedCadre();
    expect((await say('oublier mon âge')).text).toContain('C’est retiré de votre fiche (âge).');
    expect(JSON.stringify((await handoff())?.summary)).not.toContain('41');
  });

  it('health is not offered to be added unless the person agreed to keep it', async () => {
    const { say, handoff } = await queuedCadre();
    expect((await say('je suis reconnu travailleur handicapé')).choices).not.toContain('Ajouter à ma fiche');
    await say('ajouter à ma fiche');
    expect(lineOf(await handoff(), 'handicap')).toBeUndefined();
  });

  it('a correction that names another operator is told, and moves nothing by itself', async () => {
    const { say, handoff } = await queuedCadre();
    expect((await say('en fait je ne suis pas cadre')).text).toContain('serait plutôt Avenir Actifs Bretagne');
    expect(await handoff()).toMatchObject({ state: 'queued', operator: { kind: 'apec' } });
  });

  it('a question changes nothing in it', async () => {
    const { say, handoff } = await queuedCadre();
    const before = await handoff();
    await say('c’est gratuit ?');
    expect(await handoff()).toEqual(before);
  });

  it('a file that has left is followed by the correction, in order', async () => {
    const { say, store } = openReception({ route: 'delivery' });
    await say('je suis cadre à Lyon, 41 ans');
    await say('je veux parler à quelqu’un');
    await say('oui');
    await say('jean@example.fr');
    await say('oui transmettre');
    expect((await say('en fait j’ai 42 ans')).text).toContain('J’envoie la correction à l’Apec (âge : 42 ans)');
    const waiting = await store.dueDispatches(LATER);
    expect(waiting.map(({ kind }) => kind)).toEqual(['file', 'message']);
    expect(waiting[1]?.payload).toMatchObject({ text: 'La personne corrige sa fiche (âge : 42 ans).' });
  });
});

const lineOf = (handoff: Awaited<ReturnType<ReturnType<typeof openReception>['handoff']>>, id: string) => handoff?.summary.lines.find((line) => line.id === id);
