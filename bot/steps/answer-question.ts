import { withoutMasks } from '../privacy/mask.ts';
import type { Ports } from '../ports.ts';
import { parisDay } from '../paris-day.ts';
import { publicOf } from './for-whom.ts';
import type { Turn } from '../turn.ts';

/** « Non mais je veux juste savoir si c'est gratuit » asks whether it is free. */
const LEAD_IN = /^(?:(?:non|oui|bon|ok|ah|euh|alors|bonjour|svp)[\s,!.]+)*(?:mais\s+)?(?:je (?:veux|veu|voudrais|voulais|voudrai|souhaite|aimerais)|j['’ ]?aimerais|dites[ -]moi|dis[ -]moi|pouvez[ -]vous me dire)\s+(?:juste\s+|simplement\s+|seulement\s+)?(?:savoir\s+)?(?:si\s+)?(?=\S+\s+\S)/i;
const withoutLeadIn = (text: string): string => (/\b(?:savoir|dites|dis|dire)\b/i.test(text.slice(0, 60)) ? text.replace(LEAD_IN, '') : text);

/** Asks the knowledge base, for the day of the turn and with what the conversation was about. */
export async function answerQuestion(turn: Turn, { knowledge }: Ports): Promise<Turn> {
  const answer = await knowledge.answer({
    text: withoutLeadIn(withoutMasks(turn.message.text)),
    date: parisDay(turn.now),
    topic: turn.state.topic,
    public: publicOf(turn.state.situation),
  });
  return { ...turn, answer };
}
