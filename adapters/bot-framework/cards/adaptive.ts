/** What all our Adaptive Cards share. */
import type { Choice } from '../../../bot/reply.ts';
import { toMarkdown } from '../markdown.ts';

/** What Teams on every device can show. */
const VERSION = '1.4';

/** `text` says all that the card says: it is read aloud, and shown where a card cannot be. */
export function adaptiveCard(text: string, body: object[]): object {
  return { type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: VERSION, lang: 'fr', speak: text, fallbackText: text, body };
}

export const block = (text: string, look: object = {}): object => ({ type: 'TextBlock', text: toMarkdown(text), wrap: true, ...look });
export const heading = (text: string): object => block(text, { style: 'heading', weight: 'bolder', size: 'medium' });

/**
 * A button that says something as if the person had typed it: submitted as `say`, which every client sends as a message.
 * Teams could also be told to type the words (`msteams.imBack`); its playground then sends nothing at all.
 * `about` tells a screen reader which line it belongs to.
 */
export function says({ label, say, url }: Choice, about = ''): object {
  const title = label;
  const tooltip = about === '' ? {} : { tooltip: `${label} : ${about}` };
  if (url !== undefined) return { type: 'Action.OpenUrl', title, url, ...tooltip };
  return { type: 'Action.Submit', title, ...tooltip, data: { say } };
}

/** The choices of a reply, inside its card. */
export const choicesSet = (choices: Choice[]): object => ({ type: 'ActionSet', spacing: 'large', actions: choices.map((choice) => says(choice)) });

/** A line with its buttons below. */
export const lineWith = (items: object[], actions: object[], isFirst: boolean): object => ({
  type: 'Container',
  separator: !isFirst,
  spacing: 'small',
  items: [...items, ...(actions.length === 0 ? [] : [{ type: 'ActionSet', spacing: 'small', actions }])],
});
