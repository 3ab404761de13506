import { withoutMasks } from '../privacy/mask.ts';
import { otherLanguageIn } from '../reading/language.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import type { Turn } from '../turn.ts';

/** Who writes in another language is told in that language that only French is answered here, and shown the way to a person. */
export function answerOtherLanguage(turn: Turn): Turn {
  if (turn.message.kind !== 'message') return turn;
  const language = otherLanguageIn(withoutMasks(turn.message.text));
  if (language === null) return turn;
  const { code, dir, text, person } = language;
  const inFrench = fromPrompt(REPLIES.otherLanguage);
  const choices = [{ label: person, say: 'Parler à une personne' }, { label: 'mon-cep.org', say: 'mon-cep.org', url: 'https://mon-cep.org' }];
  return { ...turn, replies: [...turn.replies, { text, citations: [], choices: [], language: { code, dir } }, { ...inFrench, choices }], outcome: 'guided' };
}
