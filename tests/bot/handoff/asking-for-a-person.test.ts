import { describe, expect, it } from 'vitest';
import { openReception, queuedCadre } from '../../support/handoff-conversation.ts';

describe('asking for a person', () => {
  it('says first whether anybody is there, then shows the fiche; nothing has left', async () => {
    const { say, store } = openReception({ hours: { isOpen: true, sentence: 'ouvert jusqu’à 19 h' }, present: 2 });
    await say('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier');
    const { text, outcome, choices } = await say('je veux parler à quelqu’un');
    expect(outcome).toBe('handoff-offered');
    expect(text.indexOf('ouvert jusqu’à 19 h')).toBeLessThan(text.indexOf('Voici la fiche'));
    expect(text).toContain('Personne n’attend avant vous');
    expect(text).toContain('Âge : 41 ans (« 41 ans »)');
    expect(text).toContain('Rien n’est parti');
    expect(choices).toContain('Oui, transmettre');
    expect(await store.handoffs('all')).toEqual([]);
  });

  it('says that the desk is closed before the person writes anything of themselves', async () => {
    const { say } = openReception({ hours: { isOpen: false, sentence: 'fermé, rouvre lundi à 9 h' }, present: 0 });
    await say('je suis cadre à Lyon');
    expect((await say('un conseiller svp')).text).toMatch(/^L’accueil de l’Apec est fermé, rouvre lundi à 9 h\./);
  });

  it('asks the one or two questions that name the operator, then offers', async () => {
    const { say } = openReception();
    expect((await say('je veux parler à un humain')).text).toContain('pour ne pas vous faire répéter');
    await say('salarié du privé');
    await say('non je suis pas cadre');
    const last = await say('à Rennes');
    expect(last.outcome === 'handoff-offered' ? last.text : (await say('40 ans')).text).toContain('Avenir Actifs Bretagne');
  });

  it('gives a link that needs no answer beside the first question', async () => {
    const { say } = openReception();
    const { text, choices } = await say('je veux parler à un humain');
    expect(text).toContain('mon-cep.org');
    expect(choices).toContain('Ouvrir mon-cep.org');
  });

  it('questions nobody who asks a second time: the door is given at once', async () => {
    const { say } = openReception();
    expect((await say('je veux parler à un humain')).outcome).toBe('asked');
    const again = await say('JE VEUX UN HUMAIN');
    expect(again.outcome).toBe('handoff-offered');
    expect(again.text).toContain('mon-cep.org');
    expect(again.text).not.toContain('?');
    expect((await say("le CEP c'est payant ?")).outcome).toBe('answered');
  });

  it('gives the contact, and promises nothing, where no file can be received', async () => {
    const { say, handoff } = openReception({ route: 'none' });
    await say('je suis cadre à Lyon');
    const { text, outcome } = await say('je veux parler à quelqu’un');
    expect(outcome).toBe('handoff-offered');
    expect(text).toContain('apec.fr');
    expect(text).not.toMatch(/fiche|transmi/);
    expect(await handoff()).toBeNull();
  });

  it('puts nobody in a line without end', async () => {
    const { say, store } = openReception();
    const full = { ...(await queuedCadre().then((reception) => reception.store.handoffs('all')))[0]! };
    store.handoffs = async () => Array.from({ length: 200 }, (_, index) => ({ ...full, handoff: { ...full.handoff, id: `h${index}` } }));
    await say('je suis cadre à Rennes');
    const { text } = await say('je veux parler à quelqu’un');
    expect(text).toContain('Trop de personnes attendent déjà l’Apec');
    expect(text).toContain('0 809 361 212');
  });
});

describe('agreeing', () => {
  it('puts the file in the queue of the operator, with the consent and its text', async () => {
    const { handoff, store } = await queuedCadre();
    const agreed = await handoff();
    expect(agreed).toMatchObject({ state: 'queued', operator: { kind: 'apec' } });
    expect(agreed?.consents).toMatchObject([{ at: '2026-11-23T10:00:00.000Z', textVersion: expect.stringMatching(/^\d{4}-/), operator: { kind: 'apec' } }]);
    expect(agreed?.consents[0]?.lines).toContain('age');
    expect(await store.handoffs('under-way')).toHaveLength(1);
  });

  it('is told the place in the line, and can ask for it again', async () => {
    const { say } = await queuedCadre();
    expect((await say('où en est ma demande ?')).text).toContain('en position 1');
    expect((await say('je veux parler à un conseiller')).text).toContain('en position 1');
  });

  it('goes on answering questions while the person waits', async () => {
    const { say } = await queuedCadre();
    expect((await say('c’est gratuit ?')).outcome).toBe('answered');
  });

  it('« non » sends nothing', async () => {
    const { say, store } = openReception();
    await say('je suis cadre à Lyon');
    await say('je veux parler à quelqu’un');
    expect(await say('non merci')).toMatchObject({ outcome: 'handoff-declined' });
    expect(await store.handoffs('all')).toEqual([]);
  });

  it('« oui » means nothing of the kind where no fiche waits', async () => {
    const { say, handoff } = openReception();
    await say('bonjour');
    await say('oui');
    expect(await handoff()).toBeNull();
  });

  it('a question asked meanwhile is answered, and the fiche still waits', async () => {
    const { say } = openReception();
    await say('je suis cadre à Lyon');
    await say('je veux parler à quelqu’un');
    expect((await say('est-ce que mon patron le saura ?')).outcome).toBe('answered');
    expect((await say('oui transmettre')).outcome).toBe('handed-off');
  });

  it('a correction changes the fiche before it leaves, and the operator with it', async () => {
    const { say, handoff } = openReception();
    await say('je suis cadre à Lyon');
    await say('je veux parler à quelqu’un');
    const { text } = await say('en fait je ne suis pas cadre');
    expect(text).toContain('Quelle est votre situation');
    const offer = await say('salarié du privé');
    expect(offer.text).toContain('Cadre : Non');
    expect((await handoff())?.operator.kind).toBe('regional');
  });

  it('cancelling takes the file from the desk and empties it', async () => {
    const { say, handoff, store } = await queuedCadre();
    expect((await say('annuler ma demande')).outcome).toBe('handoff-cancelled');
    expect(await handoff()).toMatchObject({ state: 'closed', closed: { reason: 'cancelled' }, summary: { lines: [] } });
    expect(await store.handoffs('under-way')).toEqual([]);
  });

  it('somebody in danger passes first', async () => {
    const { say, handoff } = await queuedCadre();
    expect((await say('j’ai envie de mourir')).outcome).toBe('protected');
    expect((await handoff())?.urgency).toBe('high');
  });
});
