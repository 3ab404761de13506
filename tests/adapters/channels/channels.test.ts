/** The table of channels, and what every reply is on each of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toActivities } from '../../../adapters/bot-framework/activities.ts';
import { CHANNELS, channelOf, UNKNOWN_CHANNEL } from '../../../adapters/channels/channels.ts';
import { cutText } from '../../../adapters/channels/cut-text.ts';
import { numberIn, wordsFor } from '../../../adapters/channels/numbered.ts';
import { plainReply } from '../../../adapters/channels/plain-reply.ts';
import { withoutQuotes } from '../../../adapters/channels/without-quotes.ts';
import type { TranscriptEntry } from '../../../bot/ports.ts';
import type { Reply } from '../../../bot/reply.ts';
import type { Citation } from '../../../knowledge/knowledge-base.ts';
import { FIGURES_REPLY } from '../../support/figures-card.ts';
import { STEPS_REPLY } from '../../support/steps-card.ts';

const DAY = '2026-11-23';
const article: Citation = { id: 'a', title: 'Article L6111-6 du Code du travail', publisher: 'Légifrance', url: 'https://www.legifrance.gouv.fr/a', article: 'L6111-6', inForceSince: '2024-01-01', publishedOn: null, validUntil: null, authority: 'law', quote: 'Le conseil est gratuit' };
const choice = (label: string, url?: string) => ({ label, say: label.toLowerCase(), url });
const REPLY: Reply = { text: 'Le conseil est gratuit [1].\n\n- un\n- deux', citations: [article], choices: [choice('Qui contacter ?'), choice('Ouvrir mon-cep.org', 'https://mon-cep.org'), choice('Appeler le 3114', 'tel:3114'), choice('Parler à une personne')] };
const LONG: Reply = { ...REPLY, text: Array.from({ length: 300 }, (_, index) => `Voici la phrase numéro ${index} de l’article L. 6111-6, à 12,50 € par mois.`).join(' ') };

function entry(reply: Reply | null, changes: Partial<TranscriptEntry> = {}): TranscriptEntry {
  return { conversation: 'sms:c', position: 2, id: 'r1', at: '2026-11-23T10:00:00.000Z', from: reply ? 'bot' : 'person', text: reply?.text ?? 'bonjour', reply, inReplyTo: reply ? 'm1' : null, clientData: null, ...changes };
}
const IDS = [...CHANNELS.flatMap(({ ids }) => ids), 'personne-ne-le-connait'];

describe('the table of channels', () => {
  it('names each channel once', () => {
    const ids = CHANNELS.flatMap(({ ids }) => ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows a channel that it does not know as a telephone would', () => {
    expect(channelOf('viber')).toBe(UNKNOWN_CHANNEL);
    expect(UNKNOWN_CHANNEL).toMatchObject({ cards: false, pictures: false, formatting: 'plain', buttons: null });
  });
});

describe.each(IDS)('a reply on %s', (id) => {
  const channel = channelOf(id);
  const shown = (reply: Reply) => toActivities(entry(reply), id, DAY);

  it('leaves no choice out: a button, a line with a number, or a link', () => {
    const activities = shown(REPLY);
    const words = activities.map(({ text }) => text).join('\n');
    const buttons = activities.flatMap(({ suggestedActions }) => suggestedActions?.actions ?? []);
    for (const { label, url } of REPLY.choices) {
      const isButton = buttons.some(({ title }) => title === label);
      expect(isButton || words.includes(url?.startsWith('https:') ? url : label), `${label} on ${id}:\n${words}`).toBe(true);
    }
  });

  it('shows its source with its link and its date', () => {
    const words = shown(REPLY).map(({ text }) => text).join('\n');
    expect(words).toContain(article.url);
    expect(words).toContain('en vigueur depuis le 1er janvier 2024');
  });

  it('has a card only where one can be seen, and all the words elsewhere', () => {
    for (const reply of [STEPS_REPLY, FIGURES_REPLY]) {
      const activities = shown(reply);
      const hasCard = activities.some(({ attachments }) => (attachments ?? []).length > 0);
      expect(hasCard && !channel.cards).toBe(false);
      // A text says all of it, but for its markup.
      if (channel.formatting === 'plain') expect(activities.map(({ text }) => text).join('\n\n')).toContain(reply.text.trim().slice(0, 200));
    }
  });

  it('is cut into messages that the channel takes, whole words and sentences, with the choices at the end', () => {
    const activities = shown(LONG);
    for (const { text } of activities) expect(text!.length).toBeLessThanOrEqual(channel.longest ?? Infinity);
    if (channel.longest !== null && channel.longest < 10_000) {
      expect(activities.length).toBeGreaterThan(1);
      for (const { text, suggestedActions } of activities.slice(0, -1)) {
        expect(text).toMatch(/par mois\.$/);
        expect(suggestedActions).toBeUndefined();
      }
    }
    const words = activities.map(({ text }) => text).join(' ');
    for (let index = 0; index < 300; index++) expect(words).toContain(`numéro ${index} de`);
  });

  it('has no markup where none is shown', () => {
    if (channel.formatting === 'markdown') return;
    for (const { text, textFormat } of shown({ ...REPLY, counsellor: 'Claire *C*' })) {
      expect(textFormat).toBe('plain');
      expect(text).not.toMatch(/\\|\*\*|\]\(/);
    }
  });
});

it('on a telephone, reads like this', () => {
  expect(plainReply(REPLY, channelOf('sms'), DAY)).toBe(
    `Le conseil est gratuit [1].

- un
- deux

Ouvrir mon-cep.org : https://mon-cep.org
Appeler le 3114

Sources :
[1] Article L6111-6 du Code du travail, en vigueur depuis le 1er janvier 2024 : https://www.legifrance.gouv.fr/a

Répondez par un numéro, ou avec vos mots :
1. Qui contacter ?
2. Parler à une personne`,
  );
});

describe('labels that a button would cut', () => {
  const long = { ...REPLY, choices: [choice('Oui'), choice('Un libellé bien plus long que vingt lettres')] };
  it('are numbered lines on Messenger, all of them', () => {
    const [activity] = toActivities(entry(long), 'facebook', DAY);
    expect(activity?.suggestedActions).toBeUndefined();
    expect(activity?.text).toContain('1. Oui\n2. Un libellé bien plus long que vingt lettres');
  });
  it('are buttons where there is room', () => {
    expect(toActivities(entry(long), 'telegram', DAY)[0]?.suggestedActions?.actions).toHaveLength(2);
  });
});

describe('a number', () => {
  it.each([['2', 2], [' 2 ', 2], ['2.', 2], ['(2)', 2], ['2)', 2], ['le 2', 2], ['n°2', 2], ['N° 2', 2], ['choix 2', 2], ['réponse 2', 2], ['2️⃣', 2], ['« 2 »', 2], ['12', 12]])('« %s » is read as %d', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });
  it.each([['2 ans'], ['35000'], ['j’ai 2 enfants'], ['2 et 3'], ['deux'], ['']])('« %s » is none', (text) => {
    expect(numberIn(text)).toBeNull();
  });

  const sms = channelOf('sms');
  const transcript = (...replies: (Reply | null)[]) => async () => replies.map((reply, index) => entry(reply, { id: `e${index}`, position: index + 1, inReplyTo: `m${index}`, at: new Date(Date.UTC(2026, 10, 23, 10, index)).toISOString() }));

  it('is the words of that choice', async () => {
    expect(await wordsFor('2', sms, transcript(REPLY, null))).toBe('parler à une personne');
  });
  it('means the last reply alone', async () => {
    expect(await wordsFor('2', sms, transcript(REPLY, { ...REPLY, choices: [] }))).toBe('2');
    expect(await wordsFor('2', sms, transcript(REPLY, { ...REPLY, choices: [choice('A'), choice('B')] }))).toBe('b');
  });
  it('that no choice has stays a number', async () => {
    expect(await wordsFor('3', sms, transcript(REPLY))).toBe('3');
    expect(await wordsFor('0', sms, transcript(REPLY))).toBe('0');
  });
  it('stays a number where choices are buttons', async () => {
    expect(await wordsFor('2', channelOf('msteams'), transcript(REPLY))).toBe('2');
  });
  it('that comes late means the reply that was there when it was written', async () => {
    const late = { ...REPLY, choices: [choice('A'), choice('B')] };
    expect(await wordsFor('2', sms, transcript(REPLY, late), new Date('2026-11-23T10:00:30Z'))).toBe('parler à une personne');
    expect(await wordsFor('2', sms, transcript(REPLY, late), new Date('2026-11-23T10:01:05Z'))).toBe('b');
  });
  it('beside a notice without choices means the choices of the same turn', async () => {
    const [one, two] = [entry(REPLY, { id: 'a', inReplyTo: 'm1' }), entry({ ...REPLY, choices: [] }, { id: 'b', position: 3, inReplyTo: 'm1' })];
    expect(await wordsFor('1', sms, async () => [one, two])).toBe('qui contacter ?');
  });
});

describe('a text that is cut', () => {
  it('has every piece within the limit, and loses nothing but blanks (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.lorem({ mode: 'sentences' }), fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constant('\n\n')), { maxLength: 40 }), fc.integer({ min: 160, max: 600 }), (parts, longest) => {
        const text = parts.join(' ');
        const pieces = cutText(text, longest);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(longest);
        expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
  it('without any space keeps its letters whole', () => {
    const pieces = cutText('👩‍👩‍👧'.repeat(500), 161);
    for (const piece of pieces) expect(piece.replaceAll('👩‍👩‍👧', '')).toBe('');
  });
  it('keeps a link in one piece', () => {
    const link = `https://www.legifrance.gouv.fr/${'a'.repeat(100)}`;
    expect(cutText(`${'mot '.repeat(30)}${link} fin`, 160).some((piece) => piece.includes(link))).toBe(true);
  });
  it('goes on to the end of a paragraph where one is near', () => {
    expect(cutText(`${'Un. '.repeat(30).trim()}\n\n${'Deux. '.repeat(20).trim()}`, 160)[0]).toBe('Un. '.repeat(30).trim());
  });
});

describe('an e-mail', () => {
  it.each([
    ['a French reply', 'Oui merci\n\nLe lun. 23 nov. 2026 à 10:00, Accueil <a@example.fr> a écrit :\n> Êtes-vous cadre ?'],
    ['a French reply over two lines', 'Oui merci\n\nLe lundi 23 novembre 2026 à 10:00, Accueil CEP de Bretagne\n<a@example.fr> a écrit :\n\n> Êtes-vous cadre ?'],
    ['an English reply', 'Oui merci\r\n\r\nOn Mon, Nov 23, 2026 at 10:00 AM Accueil <a@example.fr> wrote:\r\n> Êtes-vous cadre ?'],
    ['Outlook', 'Oui merci\n\n________________________________\nDe : Accueil <a@example.fr>\nEnvoyé : lundi 23 novembre 2026 10:00\nÀ : moi\nObjet : Re: CEP\n\nÊtes-vous cadre ?'],
    ['Outlook without a line', 'Oui merci\n\nDe : Accueil CEP\nEnvoyé : lundi 23 novembre 2026 10:00\nÀ : moi\n\nÊtes-vous cadre ?'],
    ['a signature', 'Oui merci\n\n-- \nJeanne Martin\n06 12 34 56 78'],
    ['a telephone', 'Oui merci\n\nEnvoyé de mon iPhone'],
    ['another telephone', 'Oui merci\n\nEnvoyé à partir d’Outlook pour Android'],
    ['a forwarded message', 'Oui merci\n\n-------- Message transféré --------\nSujet : x'],
    ['quoted words first', '> Êtes-vous cadre ?\nOui merci'],
  ])('is read without what is not its own: %s', (_what, text) => {
    expect(withoutQuotes(text)).toBe('Oui merci');
  });
  it.each([['De : rien, juste une question'], ['Le 3 mars j’ai démissionné.\nMon patron a écrit : non'], ['Envoyé mon CV depuis 3 mois, sans réponse']])('keeps words that only look like it: « %s »', (text) => {
    expect(withoutQuotes(text)).toBe(text);
  });
});
