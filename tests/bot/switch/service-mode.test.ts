import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import { MODE_SETTING, readMode } from '../../../adapters/service-mode.ts';
import { type ServiceMode } from '../../../bot/switch/service-mode.ts';
import { openReception } from '../../support/handoff-conversation.ts';

const turned = (mode: ServiceMode['mode'], message = ''): ServiceMode => ({ mode, message, by: 'nour', at: '2026-11-23T10:00:00Z' });

describe('information only', () => {
  it('answers from the texts, asks nothing, and hands nobody over', async () => {
    const { say, office, handoff } = openReception();
    office.mode = turned('information', 'Nos bureaux déménagent.');
    expect((await say('c’est gratuit ?')).outcome).toBe('answered');
    expect((await say('je suis salarié à Rennes, je veux changer de métier')).outcome).not.toBe('asked');
    const { text } = await say('je veux parler à quelqu’un');
    expect(text).toContain('Nos bureaux déménagent.');
    expect(text).toContain('mon-cep.org');
    expect(await handoff()).toBeNull();
  });

  it('still warns before a resignation', async () => {
    const { say, office } = openReception();
    office.mode = turned('information');
    expect((await say('je vais démissionner pour me reconvertir')).text).toContain('avant de démissionner');
  });
});

describe('humans only', () => {
  it('answers no question, and shows the way to a person, with the operator’s words first', async () => {
    const { say, office } = openReception();
    office.mode = turned('human', 'Le robot est en révision.');
    await say('je suis cadre à Lyon');
    const { outcome, text } = await say('c’est gratuit ?');
    expect(outcome).toBe('handoff-offered');
    expect(text).toMatch(/^Le robot est en révision\./);
    expect(text).not.toContain('L6111-6');
  });

  it('lets a file that waits for the agreement go its way', async () => {
    const { say, office, handoff } = openReception();
    await say('je suis cadre à Lyon');
    await say('je veux parler à quelqu’un');
    office.mode = turned('human');
    expect((await say('oui, transmettre')).outcome).toBe('handed-off');
    expect((await handoff())?.state).toBe('queued');
  });
});

describe('off', () => {
  it('says so to everybody, and where to go', async () => {
    const { say, office } = openReception();
    office.mode = turned('off');
    const { outcome, text } = await say('c’est gratuit ?');
    expect(outcome).toBe('switched-off');
    expect(text).toContain('mon-cep.org');
  });

  it('never takes the right number from somebody in danger', async () => {
    const { say, office } = openReception();
    office.mode = turned('off');
    expect((await say('je veux mourir')).text).toContain('3114');
  });

  it('leaves a counsellor and their person alone', async () => {
    const { say, move, office } = openReception();
    await say('je suis cadre à Lyon');
    await say('je veux parler à quelqu’un');
    await say('oui, transmettre');
    await move({ type: 'take' });
    office.mode = turned('off');
    expect(await say('vous êtes là ?')).toMatchObject({ outcome: 'held-by-human', text: '' });
    expect(await move({ type: 'reply', text: 'oui' })).toBe('done');
  });

  it('ends as soon as it is turned back', async () => {
    const { say, office } = openReception();
    office.mode = turned('off');
    await say('c’est gratuit ?');
    office.mode = turned('normal');
    expect((await say('c’est gratuit ?')).outcome).toBe('answered');
  });
});

describe('the mode that processes share', () => {
  it('is normal where nobody has chosen, and the last choice otherwise', async () => {
    const store = openSqliteStore(':memory:');
    expect((await readMode(store)).mode).toBe('normal');
    for (const mode of ['off', 'information'] as const) await store.setSetting(MODE_SETTING, JSON.stringify(turned(mode)), '2026-11-23T10:00:00Z');
    expect(await readMode(store)).toEqual(turned('information'));
    await store.close();
  });
});
