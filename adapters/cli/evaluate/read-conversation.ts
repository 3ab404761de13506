/** What the bot knows of a person after their messages, the last of which may answer a question. */
import { readInContext } from '../../../bot/situation/reading/read-in-context.ts';
import { type Situation, type SituationValues, type Slot, valuesOf } from '../../../bot/situation/situation.ts';
import { updateSituation } from '../../../bot/situation/update-situation.ts';
import { openPlaces } from '../../../knowledge/territories/places.ts';

export function readConversation(messages: readonly string[], asked: string | null, now: Date): SituationValues {
  let situation: Situation = {};
  let mentioned: string | null = null;
  messages.forEach((message, index) => {
    const slot = index === messages.length - 1 ? (asked as Slot | null) : null;
    const { readings, mentioned: next, speaksOfSelf } = readInContext(message, situation, mentioned, { asked: slot, places: openPlaces(), year: now.getFullYear() });
    mentioned = next;
    situation = updateSituation(speaksOfSelf ? {} : situation, readings, { turn: index + 1, at: now.toISOString(), asked: slot }).situation;
  });
  return valuesOf(situation);
}
