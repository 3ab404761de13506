/** Recognises what people say of an answer where there is no button: « oui ça m'aide », « non, c'est trop compliqué ». */
import { compilePhrases, plain } from '../reading/phrases.ts';
import { FEEDBACK } from './texts.ts';

/** What a person says of an answer; `reason` is an id of the table. */
export type Mark = { helps: true } | { helps: false; reason: string | null };

const HELPS = compilePhrases(FEEDBACK.helps);
const HELPS_NOT = compilePhrases(FEEDBACK.helpsNot);
const AROUND = compilePhrases(FEEDBACK.around);
const NO = /^non(?: |$)/;
const REASONS = FEEDBACK.reasons.map(({ id, label, alone, after }) => ({ id, alone: compilePhrases(alone), after: compilePhrases([label, ...alone, ...after]) }));

/**
 * The mark, when the message is that and nothing else. `isAsked`: the reason was just asked for, so that a bare one counts.
 * `markIn("non c'est trop compliqué", false)` gives `{ helps: false, reason: 'trop-complique' }`.
 */
export function markIn(message: string, isAsked: boolean): Mark | null {
  const said = AROUND.removeFrom(plain(message));
  if (said === '') return null;
  const denied = NO.test(said);
  const words = said.replace(NO, '').trim();
  // « Non » alone answers many questions; only the one about the reason is ours, and it says that there is none.
  if (words === '') return null;
  if (HELPS_NOT.makesUp(words)) return { helps: false, reason: null };
  const reason = REASONS.find(({ alone, after }) => (denied || isAsked ? after : alone).makesUp(words)) ?? REASONS.find(({ after }) => reasonAfterNot(words, after));
  if (reason) return { helps: false, reason: reason.id };
  return !denied && HELPS.makesUp(words) ? { helps: true } : null;
}

/** « Ça ne m'aide pas, il manque le délai ». */
function reasonAfterNot(words: string, after: ReturnType<typeof compilePhrases>): boolean {
  const rest = HELPS_NOT.removeFrom(words);
  return rest !== words && rest !== '' && after.makesUp(AROUND.removeFrom(rest));
}
