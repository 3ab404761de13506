/** « Cette réponse vous aide ? » under the last answer: two buttons, then one reason, and no more. */
import { FEEDBACK, reasonOf } from '../../../bot/feedback/texts.ts';
import type { Mark } from '../../../bot/feedback/words.ts';
import { frenchTypography } from '../../page/french-typography.ts';
import { html, type Html } from '../../page/html.ts';
import type { EntryContext, ShownEntry } from './entry.ts';

/** Where a page without a script comes back to. */
export const FEEDBACK_PLACE = 'avis';
/** Names of the fields, and of the two first answers. */
export const FEEDBACK_FIELDS = { entry: 'entree', mark: 'avis' } as const;
const [HELPS, HELPS_NOT] = ['oui', 'non'] as const;

/** What a form brings; null for what is none of our buttons. */
export function readMark(value: unknown): Mark | null {
  if (value === HELPS) return { helps: true };
  if (value === HELPS_NOT) return { helps: false, reason: null };
  const reason = typeof value === 'string' ? reasonOf(value) : undefined;
  return reason ? { helps: false, reason: reason.id } : null;
}

/** Null under what is no answer, and under answers that the conversation has left behind. */
export function renderFeedback({ id, reply }: ShownEntry, { offersChoices, feedback, action, nonce }: EntryContext): Html | null {
  if (feedback === undefined || !offersChoices || reply?.about === undefined) return null;
  const { mark } = feedback;
  return html`<div class="feedback pressable" id="${FEEDBACK_PLACE}">${
    mark === null ? question(id, feedback.action, FEEDBACK.ask, [[HELPS, FEEDBACK.yes], [HELPS_NOT, FEEDBACK.no]])
    : !mark.helps && mark.reason === null ? question(id, feedback.action, FEEDBACK.why.split('\n')[0] ?? '', FEEDBACK.reasons.map(({ id: value, label }) => [value, label] as const))
    : thanks(mark, action, nonce)
  }</div>`;
}

function question(entry: string, action: string, ask: string, answers: (readonly [value: string, label: string])[]): Html {
  return html`<form class="judge" method="post" action="${action}">
    <input type="hidden" name="${FEEDBACK_FIELDS.entry}" value="${entry}">
    <div role="group" aria-labelledby="${FEEDBACK_PLACE}-question"><p id="${FEEDBACK_PLACE}-question" tabindex="-1">${frenchTypography(ask)}</p>
    ${answers.map(([value, label]) => html` <button class="quiet" name="${FEEDBACK_FIELDS.mark}" value="${value}">${frenchTypography(label)}</button>`)}</div>
  </form>`;
}

function thanks(mark: Mark, action: string, nonce: string): Html {
  const reason = mark.helps ? undefined : reasonOf(mark.reason);
  if (reason === undefined) return html`<p tabindex="-1">${frenchTypography(FEEDBACK.thanks)}</p>`;
  return html`<p tabindex="-1">${frenchTypography(reason.text)}</p>
    <form class="choices" method="post" action="${action}"><input type="hidden" name="nonce" value="${nonce}-${FEEDBACK_PLACE}">
    ${reason.choices.map(({ label, say }) => html`<button class="quiet" name="choice" value="${say}">${frenchTypography(label)}</button>`)}</form>`;
}
