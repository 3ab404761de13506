import { describe, expect, it } from 'vitest';
import { toActivity } from '../../../adapters/bot-framework/activities.ts';
import type { TranscriptEntry } from '../../../bot/ports.ts';
import type { Reply } from '../../../bot/reply.ts';
import { STEPS_REPLY } from '../../support/steps-card.ts';
import type { Citation } from '../../../knowledge/knowledge-base.ts';

const article: Citation = { id: 'a', title: 'Article L6111-6 du Code du travail', publisher: 'Légifrance', url: 'https://www.legifrance.gouv.fr/a', article: 'L6111-6', inForceSince: '2024-01-01', publishedOn: null, validUntil: null, authority: 'law', quote: 'Le conseil est gratuit' };
const sheet: Citation = { ...article, id: 's', title: 'Le "CEP"', publisher: 'Ministère du Travail', url: 'https://travail-emploi.gouv.fr/s', article: null, inForceSince: null, publishedOn: '2024-05-02', authority: 'ministry' };

function entry(reply: Partial<Reply> | null, changes: Partial<TranscriptEntry> = {}): TranscriptEntry {
  const full = reply === null ? null : { text: '', citations: [], choices: [], ...reply };
  return { conversation: 'directline:c', position: 2, id: 'r1', at: '2026-11-23T10:00:00.000Z', from: full ? 'bot' : 'person', text: full?.text ?? 'bonjour', reply: full, inReplyTo: full ? 'm1' : null, clientData: null, ...changes };
}

describe('a reply as an activity', () => {
  it('carries its id, its language, and the message that it answers', () => {
    expect(toActivity(entry({ text: 'Bonjour.' }), 'directline')).toMatchObject({ id: 'r1', type: 'message', locale: 'fr-FR', textFormat: 'markdown', text: 'Bonjour.', replyToId: 'm1', from: { role: 'bot' } });
  });

  it('answers nothing when the person had said nothing', () => {
    expect(toActivity(entry({ text: 'Bienvenue.' }, { inReplyTo: null }), 'directline')).not.toHaveProperty('replyToId');
  });

  it('names the counsellor who speaks', () => {
    expect(toActivity(entry({ text: 'Bonjour.', counsellor: 'Claire *C*' }), 'msteams').text).toBe('**Claire \\*C\\*** : Bonjour.');
  });

  it('keeps what looks like markup as text, and paragraphs, lists and marks as they are', () => {
    const { text } = toActivity(entry({ text: 'Le *vrai* <b>coût_réel</b> : 0 € [1]\n\n- un\n- deux\n\nLigne\nsuivante [voir](x)' }), 'directline');
    expect(text).toBe('Le \\*vrai\\* \\<b\\>coût\\_réel\\</b\\> : 0 € [1]\n\n- un\n- deux\n\nLigne  \nsuivante \\[voir\\](x)');
  });

  it('says what a button says, or opens its page, or calls its number', () => {
    const { suggestedActions } = toActivity(entry({ text: 'Et après ?', choices: [{ label: 'Qui contacter ?', say: 'qui contacter' }, { label: 'mon-cep.org', say: '', url: 'https://mon-cep.org' }, { label: 'Appeler le 3114', say: '3114', url: 'tel:3114' }] }), 'directline');
    expect(suggestedActions?.actions).toEqual([
      { type: 'imBack', title: 'Qui contacter ?', value: 'qui contacter' },
      { type: 'openUrl', title: 'mon-cep.org', value: 'https://mon-cep.org' },
      { type: 'call', title: 'Appeler le 3114', value: 'tel:3114' },
    ]);
  });

  it('opens pages by links in Teams, which has no buttons for that', () => {
    const { text, suggestedActions } = toActivity(entry({ text: 'Et après ?', choices: [{ label: 'mon-cep.org', say: '', url: 'https://mon-cep.org' }] }), 'msteams');
    expect(text).toBe('Et après ?\n\n[mon-cep.org](https://mon-cep.org)');
    expect(suggestedActions).toBeUndefined();
  });

  it('has its sources as link definitions and dated claims in Web Chat', () => {
    const { text, entities } = toActivity(entry({ text: 'Gratuit [1] [2].', citations: [article, sheet] }), 'directline');
    expect(text).toBe(
      `Gratuit [1] [2].\n\n[1]: https://www.legifrance.gouv.fr/a "Article L6111-6 du Code du travail, en vigueur depuis le 1er janvier 2024"\n[2]: https://travail-emploi.gouv.fr/s "Le 'CEP', Ministère du Travail, 2 mai 2024"`,
    );
    expect(entities?.[0]).toMatchObject({ type: 'https://schema.org/Message', '@id': '', citation: [{ position: 1, appearance: { usageInfo: { name: 'en vigueur depuis le 1er janvier 2024', description: '« Le conseil est gratuit »' } } }, { position: 2 }] });
  });

  it.each([
    ['2023-12-31', 'en vigueur à partir du 1er janvier 2024'],
    ['2024-01-01', 'en vigueur depuis le 1er janvier 2024'],
    ['2027-06-30', 'en vigueur depuis le 1er janvier 2024'],
    ['2027-07-01', 'texte remplacé depuis le 1er juillet 2027'],
  ])('read on %s, has a source that is %s', (today, date) => {
    const { text } = toActivity(entry({ text: 'Gratuit [1].', citations: [{ ...article, validUntil: '2027-07-01' }] }), 'msteams', today);
    expect(text?.endsWith(`, ${date}`)).toBe(true);
  });

  it('has its sources as a list elsewhere', () => {
    const { text, entities } = toActivity(entry({ text: 'Gratuit [1].', citations: [article] }), 'msteams');
    expect(text).toBe('Gratuit [1].\n\n1. [Article L6111-6 du Code du travail](https://www.legifrance.gouv.fr/a), en vigueur depuis le 1er janvier 2024');
    expect(JSON.stringify(entities)).not.toContain('usageInfo');
  });
});

describe('what the person wrote as an activity', () => {
  it('comes back as plain text, with what the client knows it by', () => {
    const own = entry(null, { id: 'm1', text: '*bonjour*', clientData: { channelData: { clientActivityID: 'm1' }, user: 'dl_me' } });
    expect(toActivity(own, 'directline')).toMatchObject({ id: 'm1', text: '*bonjour*', textFormat: 'plain', from: { id: 'dl_me', role: 'user' }, channelData: { clientActivityID: 'm1' } });
  });

  it('written on the chat page has an author too', () => {
    expect(toActivity(entry(null), 'directline')).toMatchObject({ from: { id: 'dl_person', role: 'user' }, channelData: {} });
  });
});

describe('steps in their order', () => {
  it.each(['msteams', 'directline'])('are an Adaptive Card on %s, with what cannot be taken back in words', (channel) => {
    const { text, summary, attachments } = toActivity(entry(STEPS_REPLY), channel);
    expect(text).toMatch(/^Ne partez pas tout de suite\.\n\n/);
    expect(text).not.toContain('Démissionnez');
    expect(summary).toBe(STEPS_REPLY.text);
    expect(attachments).toHaveLength(1);
    expect(attachments?.[0]).toMatchObject({ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', version: '1.4', fallbackText: STEPS_REPLY.text } });
    const words = JSON.stringify(attachments?.[0]?.content);
    expect(words).toMatch(/Étape 1\. Encore en poste.*Étape 2\. Après l’accord.*Sans retour : partir avant ferme cette voie/);
  });

  it('are numbered lines on a channel without cards', () => {
    const { text, attachments } = toActivity(entry(STEPS_REPLY), 'sms');
    expect(text).toContain('2. Après l’accord : Démissionnez.');
    expect(text).toContain('Attention, sans retour : partir avant');
    expect(attachments).toBeUndefined();
  });
});
