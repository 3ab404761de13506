import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../adapters/bot-framework/cards/card-of.ts';
import { channelOf } from '../../../adapters/channels/channels.ts';
import { toActivity } from '../../../adapters/bot-framework/activities.ts';
import { situationReply } from '../../../bot/dialogues/situation-reply.ts';
import type { Reply } from '../../../bot/reply.ts';
import { openReception } from '../../support/handoff-conversation.ts';

async function fiche(): Promise<Reply> {
  const { say, transcript } = openReception();
  await say('je suis cadre en CDI à Rennes, 41 ans');
  await say('je veux parler à quelqu’un');
  return (await transcript()).at(-1)!.reply!;
}
const entry = (reply: Reply) => ({ conversation: 'c', position: 1, id: 'e1', at: '2026-11-23T10:00:00Z', from: 'bot', text: reply.text, reply, inReplyTo: null, clientData: null }) as const;

describe('the fiche before it leaves, in Teams', () => {
  it('is a card whose every line can be struck, with the agreement in the card itself: Teams shows no suggestions under a card', async () => {
    const activity = toActivity(entry(await fiche()), 'msteams');
    const content = JSON.stringify(activity.attachments?.[0]?.content);
    expect(content).toContain('"say":"Retirer la ligne 1"');
    expect(content).toContain('"say":"Oui, transmettre ma fiche"');
    expect(activity.suggestedActions).toBeUndefined();
    expect(activity.text).not.toContain('Retirer la ligne');
  });

  it('says in words what a struck line keeps back, and to a screen reader which line a button is for', async () => {
    const reply = await fiche();
    const card = { ...reply.card!, kind: 'handoff' as const } as Extract<NonNullable<Reply['card']>, { kind: 'handoff' }>;
    const struck = { ...reply, card: { ...card, lines: card.lines.map((line) => ({ ...line, shared: false })) } };
    const content = JSON.stringify((cardOf(struck, channelOf('msteams'), [])?.attachment.content as { body: object[] }).body);
    expect(content).toContain('Âge : non partagé');
    expect(content).not.toContain('41 ans');
    expect(content).toContain('"tooltip":"Retirer : Âge"');
  });

  it('keeps its suggestions outside in Web Chat, and is numbered lines where no card is shown', async () => {
    const reply = await fiche();
    expect(toActivity(entry(reply), 'webchat').suggestedActions?.actions.map(({ title }) => title)).toContain('Oui, transmettre');
    const sms = toActivity(entry(reply), 'sms');
    expect(sms.attachments).toBeUndefined();
    expect(sms.text).toContain('Âge : 41 ans');
  });
});

it('what was understood is a card that can be corrected, and its text says all of it where cards fail', () => {
  const fact = { value: 41, said: '41 ans', turn: 1, at: '2026-11-23T10:00:00Z', origin: 'stated' as const, confirmed: false };
  const reply = situationReply({ age: fact } as never, '2026-11-23');
  const content = cardOf(reply, channelOf('msteams'), [])?.attachment.content as { fallbackText: string; body: object[] };
  expect(content.fallbackText).toContain('41 ans');
  expect(JSON.stringify(content.body)).toMatch(/"say":"[^"]*(âge|age)/i);
});
