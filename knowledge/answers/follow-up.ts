/**
 * « Ça coûte combien ? », « et pour un intérimaire ? », « et le bilan ? »: questions that lean on the one before.
 * They are completed from what the conversation is about; a question that stands alone is left as it is.
 */
import { stems } from '../index/stem.ts';
import type { Topic } from '../knowledge-base.ts';
import { comparable, nameOfThemeIn, THEME_WORDS, themeNamedIn, withoutThemeNames } from './themes.ts';

/** Words by which a person goes on rather than begins. */
const GOES_ON = /^(?:et|mais|ok|oui|non|alors|du coup|donc|ah|aussi|sinon|d accord|par contre)\b/;
/** Words that stand for what was just said. */
const POINTS_BACK =
  /\b(?:ca|cela|ce dispositif|ce droit|cette formation|ce projet|ce conge|ce compte|celui ci|celle ci|la dedans|c est|y avoir droit|en beneficier|en profiter|l utiliser|le faire|la faire|en faire|le demander|la demander|l avoir)\b/;
/** « pour un intérimaire », « si je suis en CDD »: the same question, for somebody else. */
const FOR_SOMEBODY = /\b(?:pour|si|quand|en etant|comme|chez|a) (?:un|une|les|des|je suis|j ai|on est|on a|t es|suis|moi|mon|ma|l|le|la)\b/;
/** A follow-up is short; a long message tells its own story. Counted in words that carry meaning. */
const SURELY_SHORT = 2;
const PERHAPS_SHORT = 5;
const LONGEST = 240;

export interface StandAlone {
  /** The question with what it leans on, or null when it stands alone. */
  completed: string | null;
  /** False when it may also stand alone: whoever searches looks at both. */
  surely: boolean;
}

/** How a question leans on the topic. */
export function completeFrom(topic: Topic | null, text: string): StandAlone {
  const leaning = topic === null ? 'no' : leanOf(text);
  if (topic === null || leaning === 'no') return { completed: null, surely: false };
  return { completed: completion(topic, text).slice(0, LONGEST), surely: leaning === 'surely' };
}

function leanOf(text: string): 'surely' | 'perhaps' | 'no' {
  const compared = comparable(text);
  const content = stems(text).length;
  const goesOn = GOES_ON.test(compared);
  if (themeNamedIn(text) !== null) return goesOn && stems(withoutThemeNames(text)).length === 0 ? 'surely' : 'no';
  if (content > PERHAPS_SHORT) return 'no';
  return goesOn || content <= SURELY_SHORT ? 'surely' : POINTS_BACK.test(compared) || content <= PERHAPS_SHORT - 1 ? 'perhaps' : 'no';
}

function completion(topic: Topic, text: string): string {
  const named = themeNamedIn(text);
  // « et le bilan ? » asks the same of another scheme.
  if (named !== null) return `${THEME_WORDS[named].question} ${withoutThemeNames(topic.question)}`;
  if (FOR_SOMEBODY.test(comparable(text))) return `${topic.question} ${text}`;
  return `${nameOfThemeIn(topic.question) ?? topic.question} ${text}`;
}
