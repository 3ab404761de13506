/** The counsellors, as the reception and the clock see them. */
import type { Staff } from '../../bot/handoff/staff.ts';
import type { Counsellor, Directory } from './access/directory.ts';
import { covers, has } from './access/scopes.ts';
import type { Presence } from './presence.ts';

/** Somebody who has been invited and has not yet come counts: their operator receives files. */
const isWelcome = (counsellor: Counsellor) => has('counsellor', counsellor) && counsellor.status !== 'revoked';

export function staffOf(directory: Directory, presence: Presence): Staff {
  const counsellors = async () => (await directory.all()).filter(isWelcome);
  return {
    serves: async (operator) => (await counsellors()).some((counsellor) => covers(counsellor, operator)),
    servesAny: async () => (await counsellors()).length > 0,
    presentFor: async (operator) => (await counsellors()).filter((counsellor) => presence.isPresent(counsellor.id) && covers(counsellor, operator)).length,
    isPresent: (id) => presence.isPresent(id),
  };
}
