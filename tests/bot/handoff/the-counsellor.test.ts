import { describe, expect, it } from 'vitest';
import { COLLEAGUE, COUNSELLOR, openReception, queuedCadre } from '../../support/handoff-conversation.ts';

describe('a counsellor takes the conversation', () => {
  it('is named to the person, and the bot is silent from then on', async () => {
    const { move, say, transcript } = await queuedCadre();
    expect(await move({ type: 'take' })).toBe('done');
    expect((await transcript()).at(-1)?.text).toContain('Claire, de l’Apec, a lu votre fiche');
    expect(await say('c’est quoi le CPF ?')).toMatchObject({ outcome: 'held-by-human', text: '' });
  });

  it('speaks under their own name', async () => {
    const { move, transcript } = await queuedCadre();
    await move({ type: 'take' });
    await move({ type: 'reply', text: 'Bonjour, je suis Claire.' });
    expect((await transcript()).at(-1)).toMatchObject({ from: 'counsellor', text: 'Bonjour, je suis Claire.', reply: { counsellor: 'Claire' } });
  });

  it('two counsellors at once: the first has it, the second is told no, and the person hears one name', async () => {
    const { move, transcript } = await queuedCadre();
    expect(await Promise.all([move({ type: 'take' }, COUNSELLOR), move({ type: 'take' }, COLLEAGUE)])).toEqual(['done', 'refused']);
    expect((await transcript()).filter(({ text }) => text.includes('a lu votre fiche'))).toHaveLength(1);
    expect(await move({ type: 'reply', text: 'moi aussi' }, COLLEAGUE)).toBe('refused');
  });

  it('a double click counts once', async () => {
    const { move, transcript } = await queuedCadre();
    await move({ type: 'take' });
    expect(await Promise.all([move({ type: 'reply', text: 'Bonjour' }, COUNSELLOR, 'same'), move({ type: 'reply', text: 'Bonjour' }, COUNSELLOR, 'same')])).toEqual(['done', 'done']);
    expect((await transcript()).filter(({ text }) => text === 'Bonjour')).toHaveLength(1);
  });

  it('closes, and the bot says that it takes over again', async () => {
    const { move, say, transcript } = await queuedCadre();
    await move({ type: 'take' });
    await move({ type: 'close' });
    expect((await transcript()).at(-1)?.text).toContain('C’est de nouveau le robot');
    expect((await say('c’est gratuit ?')).outcome).toBe('answered');
  });

  it('leaves a note that the person never reads', async () => {
    const { move, transcript, handoff } = await queuedCadre();
    await move({ type: 'note', text: 'déjà venue en mai' });
    expect(JSON.stringify(await transcript())).not.toContain('déjà venue');
    expect((await handoff())?.notes).toMatchObject([{ by: 'Claire', text: 'déjà venue en mai' }]);
  });

  it('proposes times as buttons', async () => {
    const { move, transcript } = await queuedCadre();
    await move({ type: 'take' });
    await move({ type: 'propose-slots', slots: ['mardi à 10 h', 'jeudi à 14 h'] });
    expect((await transcript()).at(-1)?.reply?.choices.map(({ label }) => label)).toEqual(['mardi à 10 h', 'jeudi à 14 h']);
  });

  it('who is no longer there gives the conversation back to the head of the queue', async () => {
    const { move, handoff, say } = await queuedCadre();
    await move({ type: 'take' });
    expect(await move({ type: 'return-to-queue' }, { kind: 'system' })).toBe('done');
    expect(await handoff()).toMatchObject({ state: 'queued', assignedTo: null });
    expect((await say('c’est gratuit ?')).outcome).toBe('answered');
  });
});

describe('a transfer to another operator', () => {
  const toRegion = { type: 'propose-transfer', to: { kind: 'regional', region: '53', departement: null }, reason: 'vous n’êtes plus cadre.' } as const;

  it('needs the person’s agreement, and then asks nothing again', async () => {
    const { move, say, handoff } = await queuedCadre();
    await move({ type: 'take' });
    await move(toRegion);
    expect((await handoff())?.state).toBe('transfer-offered');
    expect((await say('oui d’accord')).text).toContain('Avenir Actifs Bretagne');
    const after = await handoff();
    expect(after).toMatchObject({ state: 'queued', operator: { kind: 'regional', region: '53' }, assignedTo: null });
    expect(after?.consents).toHaveLength(2);
    expect(after?.summary.lines.find(({ id }) => id === 'age')?.value).toBe('41 ans');
  });

  it('refused, leaves the person where they are', async () => {
    const { move, say, handoff } = await queuedCadre();
    await move({ type: 'take' });
    await move(toRegion);
    expect((await say('non')).text).toContain('vous restez avec Claire');
    expect(await handoff()).toMatchObject({ state: 'assigned', operator: { kind: 'apec' }, transfer: null });
  });
});

describe('an operator without our desk', () => {
  async function sending() {
    const reception = openReception({ route: 'delivery' });
    await reception.say('je suis cadre à Lyon');
    await reception.say('je veux parler à quelqu’un');
    await reception.say('oui');
    await reception.say('jean@example.fr');
    return reception;
  }

  it('needs a way to answer, then gets the file from the outbox; nothing is called sent before it is', async () => {
    const { say, handoff, store, move, transcript } = await sending();
    expect((await say('oui transmettre')).text).toMatch(/part vers l’Apec\. Je vous dirai ici quand elle est arrivée/);
    expect((await handoff())?.state).toBe('sending');
    const [dispatch] = await store.dueDispatches('2026-11-24T00:00:00Z');
    expect(dispatch).toMatchObject({ kind: 'file', operator: { kind: 'apec' } });
    expect(JSON.stringify(dispatch?.payload)).toContain('jean@example.fr');
    expect(await move({ type: 'delivered' }, { kind: 'system' })).toBe('done');
    expect((await transcript()).at(-1)?.text).toContain('est arrivée');
  });

  it('is told when the agreement is taken back after something may have arrived', async () => {
    const { say, store } = await sending();
    await say('oui transmettre');
    const [dispatch] = await store.dueDispatches('2026-11-24T00:00:00Z');
    await store.claimDispatch(dispatch!.number, '2026-11-24T00:00:00Z');
    await store.markDispatched(dispatch!.number);
    await say('retirer mon accord');
    expect((await store.dueDispatches('2026-11-24T00:00:00Z')).map(({ kind }) => kind)).toEqual(['withdrawal']);
  });

  it('hears nothing at all when the agreement is taken back before anything left', async () => {
    const { say, store } = await sending();
    await say('oui transmettre');
    await say('retirer mon accord');
    expect(await store.dueDispatches('2026-11-24T00:00:00Z')).toEqual([]);
  });

  it('is told to erase when the conversation is erased', async () => {
    const { say, store } = await sending();
    await say('oui transmettre');
    const [dispatch] = await store.dueDispatches('2026-11-24T00:00:00Z');
    await store.claimDispatch(dispatch!.number, '2026-11-24T00:00:00Z');
    await store.erase('test:1');
    const left = await store.dueDispatches('2027-11-24T00:00:00Z');
    expect(left.map(({ kind }) => kind)).toEqual(['withdrawal']);
    expect(JSON.stringify(left)).not.toContain('jean@example.fr');
  });
});

describe('another operator is proposed', () => {
  const TO_REGION = { type: 'propose-transfer', to: { kind: 'regional', region: '53', departement: null }, reason: 'vous n’êtes plus cadre' } as const;
  const proposed = async (changes: Parameters<typeof queuedCadre>[0] = {}) => {
    const reception = await queuedCadre(changes);
    await reception.move({ type: 'take' });
    return { ...reception, propose: async () => (await reception.move(TO_REGION), (await reception.transcript()).at(-1)?.text) };
  };

  it('the person hears before they say yes that it is closed now, and until when', async () => {
    const { propose, office } = await proposed();
    office.hours = { isOpen: false, sentence: 'fermé jusqu’à demain 9 h' };
    office.present = 0;
    expect(await propose()).toMatch(/fermé jusqu’à demain 9 h[\s\S]*Êtes-vous d’accord/);
  });

  it('or that no file can go there from here, and how to reach it', async () => {
    const { propose, office } = await proposed();
    office.route = ({ kind }) => (kind === 'regional' ? 'none' : 'desk');
    expect(await propose()).toMatch(/Je ne peux pas y transmettre votre fiche[\s\S]*avenir-actifs/);
  });
});

describe('the desk’s own door', () => {
  it('shows nothing more of a conversation that the person took back, not even to its counsellor', async () => {
    const { desk, handoff, say } = await queuedCadre();
    const { id = '' } = (await handoff()) ?? {};
    expect((await desk.open(id))?.transcript.length).toBeGreaterThan(0);
    await say('annuler ma demande');
    expect((await handoff())?.state).toBe('closed');
    expect((await desk.open(id))?.transcript).toEqual([]);
  });

  it('ends where the counsellor left: what the person tells the robot afterwards is not theirs', async () => {
    const { desk, handoff, move, say, office } = await queuedCadre();
    const { id = '' } = (await handoff()) ?? {};
    await move({ type: 'take' });
    const followed: string[] = [];
    await desk.follow(id, ({ text }) => void followed.push(text));
    await move({ type: 'close' });
    office.now = new Date(office.now.getTime() + 1_000);
    await say('en fait je suis malade');
    expect(JSON.stringify((await desk.open(id))?.transcript)).not.toContain('malade');
    expect(followed.join()).not.toContain('malade');
  });
});
