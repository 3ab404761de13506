/**
 * « Ça coûte combien ? », « et pour un intérimaire ? », « et le bilan ? »: questions that lean on the one before.
 * They are completed from what the conversation is about; a question that stands alone is left as it is.
 */
import { stems } from '../index/stem.ts';
import type { Topic } from '../knowledge-base.ts';
import { intentsOf, withoutIntents } from './intents.ts';
import { comparable, nameOfThemeIn, THEME_WORDS, themeNamedIn, withoutThemeNames } from './themes.ts';

/** Words by which a person goes on rather than begins. */
const GOES_ON = /^(?:et|mais|ok|oui|non|alors|du coup|donc|ah|aussi|sinon|d accord|par contre)\b/;
/** Words that stand for what was just said. */
const POINTS_BACK =
  /\b(?:ca|cela|ce dispositif|ce droit|cette formation|ce projet|ce conge|ce compte|celui ci|celle ci|la dedans|y avoir droit|en beneficier|en profiter|l utiliser|le faire|la faire|en faire|le demander|la demander|l avoir)\b/;
/** « je le perds », « je la demande »: the thing itself is named nowhere in the sentence. */
const BY_PRONOUN = /\b(?:je|on|tu|vous) (?:le|la|les) [a-z]{4,}/;
/** « pour un intérimaire », « si je suis en CDD »: the same question, for somebody else. */
const FOR_SOMEBODY = /\b(?:pour|si|quand|en etant|comme|chez|a) (?:un|une|les|des|je suis|j ai|on est|on a|t es|suis|moi|mon|ma|l|le|la)\b/;
/** A day told asks what runs from it: « on me l'a donné le 3 novembre ». */
const DAY_TOLD = /\ble \d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: \d{4})?\b|\b(?:hier|avant hier|ce matin|la semaine derniere)\b/g;
/** A follow-up is short; a longer message tells its own story. Counted in words that carry meaning. */
const PERHAPS_SHORT = 5;
const LONGEST = 240;
const LONG_STORY = 80;

export interface StandAlone {
  /** The question with what it leans on, or null when it stands alone. */
  completed: string | null;
  /** False when it may also stand alone: whoever searches looks at both. */
  surely: boolean;
  /** A word of it stands for what was just said (« ça », « le »). */
  pointsBack: boolean;
}

/** How a question leans on the topic. `cardTitle` is the title of the card that answered last, if one did. */
export function completeFrom(topic: Topic | null, text: string, cardTitle: string | null): StandAlone {
  const pointsBack = POINTS_BACK.test(comparable(text)) || BY_PRONOUN.test(comparable(text));
  const leaning = topic === null ? 'no' : leanOf(text);
  if (topic === null || leaning === 'no') return { completed: null, surely: false, pointsBack };
  return { completed: completion(topic, text, cardTitle).slice(0, LONGEST), surely: leaning === 'surely', pointsBack };
}

function leanOf(text: string): 'surely' | 'perhaps' | 'no' {
  const compared = comparable(text);
  const goesOn = GOES_ON.test(compared);
  if (BY_PRONOUN.test(compared)) return 'perhaps';
  if (themeNamedIn(text) !== null) return goesOn && stems(withoutThemeNames(text)).length === 0 ? 'surely' : 'no';
  if (stems(text).length > PERHAPS_SHORT) return 'no';
  // « Ça coûte combien ? » has no subject of its own, « le fongecif existe encore ? » has one.
  const hasSubject = stems(withoutIntents(text)).length > 0;
  const asksOnly = !hasSubject && (intentsOf(text).size > 0 || POINTS_BACK.test(compared));
  return asksOnly || (goesOn && (!hasSubject || FOR_SOMEBODY.test(compared))) ? 'surely' : 'perhaps';
}

function completion(topic: Topic, text: string, cardTitle: string | null): string {
  const named = themeNamedIn(text);
  // « et le bilan ? » asks the same of another scheme.
  if (named !== null && !BY_PRONOUN.test(comparable(text))) return `${THEME_WORDS[named].question} ${withoutThemeNames(topic.question)}`;
  if (comparable(text).search(DAY_TOLD) >= 0) text = comparable(text).replace(DAY_TOLD, ' à partir de quelle date court le délai');
  const name = nameOfThemeIn(topic.question) ?? (cardTitle === null ? null : nameOfThemeIn(cardTitle));
  // A long story would drown the few words of the follow-up; the title of the card that answered it is short.
  const before = topic.question.length <= LONG_STORY || cardTitle === null ? topic.question : cardTitle;
  // « C'est quoi le PTP », then « et pour un intérimaire ? »: what it is has been said; whether he may have it is meant.
  const asksWhatItIs = [...intentsOf(topic.question)].every((intent) => intent === 'definition');
  if (FOR_SOMEBODY.test(comparable(text)) && !(asksWhatItIs && name !== null)) return `${before} ${text}`;
  return `${name ?? before} ${text}`;
}
