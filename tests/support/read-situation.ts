/** Reads messages of one person, and writes what is known in one line: `statut=salarie-prive age=34 lieu=Rennes`. */
import { openPlaces } from '../../knowledge/territories/places.ts';
import { readMessage } from '../../bot/situation/reading/read-message.ts';
import { type Situation, type Slot, valuesOf } from '../../bot/situation/situation.ts';
import { updateSituation } from '../../bot/situation/update-situation.ts';

/** `messages` are parted by ` / `; `asked` is the question that the last one answers. Slots stand in the order of the schema. */
export function readSituation(messages: string, asked: Slot | null = null): string {
  const places = openPlaces();
  let situation: Situation = {};
  const parts = messages.split(' / ');
  parts.forEach((message, index) => {
    const question = index === parts.length - 1 ? asked : null;
    const { readings } = readMessage(message, { asked: question, places, year: 2026 });
    situation = updateSituation(situation, readings, { turn: index + 1, at: '2026-11-23T10:00:00Z', asked: question }).situation;
  });
  return Object.entries(valuesOf(situation))
    .map(([slot, value]) => `${slot}=${typeof value === 'object' ? value.name : value}`)
    .join(' ');
}
