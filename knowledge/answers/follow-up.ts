/**
 * « Ça coûte combien ? », « et pour un intérimaire ? », « et le bilan ? »: questions that lean on the one before.
 * They are completed from what the conversation is about; a question that stands alone is left as it is.
 */
import type { Topic } from '../knowledge-base.ts';
import { stems } from '../index/stem.ts';
import { comparable, THEME_WORDS, themeNamedIn, withoutThemeNames, type Theme } from './themes.ts';

/** Words by which a person goes on rather than begins. */
const GOES_ON = /^(?:et|mais|ok|oui|non|alors|du coup|donc|ah|aussi|sinon|d accord|par contre)\b/;
/** Words that stand for what was just said. */
const POINTS_BACK = /\b(?:ca|cela|ce dispositif|ce droit|cette formation|ce projet|ce conge|ce compte|celui ci|celle ci|la dedans|c est|y avoir droit|en beneficier|en profiter|l utiliser|le faire|la faire|en faire|le demander|la demander|l avoir)\b/;
/** « pour un intérimaire », « si je suis en CDD »: the same question, for somebody else. */
const FOR_SOMEBODY = /\b(?:pour|si|quand|en etant|comme|chez|a) (?:un|une|les|des|je suis|j ai|on est|on a|t es|suis|moi|mon|ma|l|le|la)\b/;
/** A follow-up is short; a long message tells its own story. */
const FEW_WORDS = 5;
const LONGEST = 240;

/** The question as it must be searched, and whether it leaned on the topic. */
export function standAlone(text: string, topic: Topic | null): { question: string; leans: boolean } {
  if (topic === null || !leansOnTopic(text)) return { question: text, leans: false };
  const named = themeNamedIn(text);
  const known = (THEME_WORDS as Record<string, { question: string } | undefined>)[topic.theme];
  const completed =
    named !== null
      ? `${THEME_WORDS[named as Theme].question} ${withoutThemeNames(topic.question)}` // « et le bilan ? »
      : FOR_SOMEBODY.test(comparable(text))
        ? `${topic.question} ${text}`
        : `${known?.question ?? topic.question} ${text}`;
  return { question: completed.slice(0, LONGEST), leans: true };
}

function leansOnTopic(text: string): boolean {
  const compared = comparable(text);
  const content = stems(text).length;
  const goesOn = GOES_ON.test(compared);
  if (themeNamedIn(text) !== null) return goesOn && stems(withoutThemeNames(text)).length === 0;
  if (goesOn) return content <= FEW_WORDS;
  return POINTS_BACK.test(compared) ? content <= FEW_WORDS : content <= 2;
}
