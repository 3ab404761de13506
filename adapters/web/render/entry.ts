/** One line of the conversation, from either side. */
import type { TranscriptEntry } from '../../../bot/ports.ts';
import type { Mark } from '../../../bot/feedback/words.ts';
import type { Choice, Reply } from '../../../bot/reply.ts';
import type { IsoDate } from '../../../knowledge/passage.ts';
import { html, type Html } from '../../page/html.ts';
import { icon } from '../../page/icons.ts';
import { renderCard } from './card.ts';
import { renderFeedback } from './feedback.ts';
import { renderCitation } from './citation.ts';
import { frenchTypography } from '../../page/french-typography.ts';
import { safeUrl } from '../../page/links.ts';
import { renderProse } from '../../page/prose.ts';

export type ShownEntry = Pick<TranscriptEntry, 'id' | 'position' | 'from' | 'text' | 'reply'>;

export interface EntryContext {
  today: IsoDate;
  /** Where a choice is posted. */
  action: string;
  /** Buttons are offered under the last reply only: an old choice pressed late answers a question nobody is asking. */
  offersChoices: boolean;
  /** Makes the id of the message that a pressed choice becomes. */
  nonce: string;
  /** The place where the page opens after a message. */
  isLast: boolean;
  /** Where a word on the answer is posted, and the one that was given. Left out, nobody is asked. */
  feedback?: { action: string; mark: Mark | null } | undefined;
}

const AUTHORS = { person: 'Vous', bot: 'Accueil CEP, robot', counsellor: 'Conseillère ou conseiller' } as const;

function choiceLink(choice: Choice): Html | null {
  const url = safeUrl(choice.url ?? '');
  if (url === null) return null;
  const label = frenchTypography(choice.label);
  if (!url.startsWith('http')) return html`<li><a class="choice" href="${url}">${label}</a></li>`;
  return html`<li><a class="choice" href="${url}" target="_blank" rel="noopener noreferrer">${label}${icon('external')}<span class="sr"> (nouvel onglet)</span></a></li>`;
}

function renderChoices(choices: Choice[], context: EntryContext): Html | null {
  const links = choices.filter((choice) => choice.url !== undefined).map(choiceLink);
  const buttons = choices.filter((choice) => choice.url === undefined && context.offersChoices);
  if (links.length + buttons.length === 0) return null;
  return html`<form class="choices" method="post" action="${context.action}">
    <input type="hidden" name="nonce" value="${context.nonce}">
    <ul aria-label="Propositions">
      ${buttons.map(({ label, say }) => html`<li class="pressable"><button class="choice" name="choice" value="${say}">${frenchTypography(label)}</button></li>`)}
      ${links}
    </ul>
  </form>`;
}

/** The first source stands open; the others are one press away, so that what can be done next is not pushed off the screen. */
function renderSources(reply: Reply, entry: ShownEntry, today: IsoDate): Html | null {
  if (reply.citations.length === 0) return null;
  const [first, ...others] = reply.citations.map((citation, index) => renderCitation(citation, index + 1, sourceId(entry, index), today));
  return html`<section class="sources" aria-label="Sources">
    <h3>${others.length > 0 ? 'Sources' : 'Source'}</h3>
    <ol>${first ?? null}</ol>
    ${others.length > 0 && html`<details class="more-sources"><summary>${others.length === 1 ? 'Une autre source' : `${others.length} autres sources`}</summary><ol start="2">${others}</ol></details>`}
  </section>`;
}

function sourceId(entry: ShownEntry, index: number): string {
  return `source-${entry.position}-${index + 1}`;
}

export function renderEntry(entry: ShownEntry, context: EntryContext): Html {
  const { reply } = entry;
  const marks = reply?.citations.map(({ title }, index) => ({ target: sourceId(entry, index), title })) ?? [];
  return html`<li class="entry ${entry.from}" id="entry-${entry.position}" data-id="${entry.id}" data-position="${entry.position}"${reply?.startsAnew === true && html` data-starts-anew`} tabindex="-1">
    ${context.isLast && html`<span id="last" class="anchor"></span>`}
    <h2 class="sr">${reply?.counsellor ?? AUTHORS[entry.from]}</h2>
    ${reply?.counsellor !== undefined && html`<p class="speaker" aria-hidden="true">${reply.counsellor}</p>`}
    <div class="prose"${reply?.language !== undefined && html` lang="${reply.language.code}" dir="${reply.language.dir}"`}>${entry.from === 'person' ? html`<p>${entry.text}</p>` : renderProse(reply?.card?.intro ?? reply?.text ?? entry.text, marks)}</div>
    ${reply !== null && [reply.card !== undefined && renderCard(reply.card, context, entry.id, marks), renderChoices(reply.choices, context), renderSources(reply, entry, context.today), renderFeedback(entry, context)]}
  </li>`;
}
