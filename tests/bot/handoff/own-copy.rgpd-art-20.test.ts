import { describe, expect, it } from 'vitest';
import { type OwnCopy, ownCopy, ownSections } from '../../../bot/handoff/own-copy.ts';
import { openReception, queuedCadre, type Reception } from '../../support/handoff-conversation.ts';

async function copyOf(reception: Reception): Promise<OwnCopy | null> {
  const record = await reception.store.conversation('test:1');
  return record && ownCopy(record.state, await reception.transcript(), reception.office.now);
}
const shown = (copy: OwnCopy | null) => (copy === null ? '' : JSON.stringify(ownSections(copy)));

describe('the person’s own copy of the fiche', () => {
  it('does not exist before they have told or asked anything', async () => {
    const reception = openReception();
    await reception.say('bonjour');
    expect(await copyOf(reception)).toBeNull();
  });

  it('is there for whoever asks for nobody: what they said, whom to call, and that nothing has left', async () => {
    const reception = openReception({ route: 'none' });
    await reception.say('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier');
    const copy = await copyOf(reception);
    expect(copy).toMatchObject({ reference: null, status: 'Elle n’a été transmise à personne.', operator: { name: 'Apec', contact: expect.stringContaining('0 809 361 212') } });
    expect(shown(copy)).toContain('41 ans');
    expect(shown(copy)).toContain('changer de métier');
  });

  it('says what has become of it, from the offer to the end', async () => {
    const reception = openReception();
    await reception.say('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier');
    await reception.say('je veux parler à quelqu’un');
    expect((await copyOf(reception))?.status).toBe('Elle attend votre accord. Rien n’est parti.');
    await reception.say('oui, transmettre');
    const agreed = await copyOf(reception);
    expect(agreed?.status).toBe('Vous avez accepté, le 23 novembre 2026 à 11 h, de la transmettre à l’Apec.');
    expect(agreed?.reference).toBe((await reception.handoff())?.id.slice(0, 6).toUpperCase());
    await reception.move({ type: 'take' });
    await reception.move({ type: 'close' });
    expect((await copyOf(reception))?.status).toContain('L’échange est terminé.');
  });

  it('on its way, does not claim that it has arrived', async () => {
    const reception = openReception({ route: 'delivery' });
    for (const text of ['je suis cadre en CDI à Rennes, 41 ans', 'je veux parler à quelqu’un', 'laisser mes coordonnées', 'jean@example.fr', 'oui, transmettre']) await reception.say(text);
    expect((await copyOf(reception))?.status).toContain('L’arrivée n’est pas encore confirmée.');
  });

  it('a line that was struck is « non partagé » once the agreement is given', async () => {
    const reception = openReception();
    await reception.say('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier');
    await reception.say('je veux parler à quelqu’un');
    const age = ((await reception.handoff())?.summary.lines.findIndex(({ id }) => id === 'age') ?? -1) + 1;
    await reception.say(`retirer ${age}`);
    expect(shown(await copyOf(reception))).toMatch(/"value":"41 ans"[^}]*non partagé/);
    await reception.say('oui, transmettre');
    expect(shown(await copyOf(reception))).toContain('"label":"Âge","value":"non partagé"');
    expect(shown(await copyOf(reception))).not.toContain('41 ans');
  });

  it('after the agreement was taken back is drawn up anew, for them alone', async () => {
    const reception = await queuedCadre();
    await reception.say('je retire mon accord');
    const copy = await copyOf(reception);
    expect(copy).toMatchObject({ reference: null, status: 'Votre demande précédente est terminée. Cette fiche-ci n’a été transmise à personne.' });
    expect(shown(copy)).toContain('41 ans');
  });

  it('is never called by the name of the counsellor’s document', async () => {
    const reception = await queuedCadre();
    expect(JSON.stringify(await copyOf(reception))).not.toMatch(/synthèse/i);
  });
});
