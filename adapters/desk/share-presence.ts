/** Presence over all processes: each says who is on its pages when that changes, every few seconds, and when one that starts asks. */
import { randomUUID } from 'node:crypto';
import type { Clock, Store } from '../../bot/ports.ts';
import { createPresence, type Presence, TELL_MS } from './presence.ts';

export type Neighbours = Pick<Store, 'isShared' | 'onNews' | 'tell'>;

export function sharePresence(clock: Clock, { isShared, onNews, tell }: Neighbours): { presence: Presence; stop(): void } {
  const process = randomUUID();
  // Whatever is lost here is said again a few seconds later.
  const say = (counsellors: string[] | null) => void (isShared && tell({ kind: 'presence', process, counsellors }).catch(() => undefined));
  const presence = createPresence(() => clock.now().getTime(), () => say(presence.here()));
  const stopListening = onNews((news) => {
    if (news.kind !== 'presence' || news.process === process) return;
    if (news.counsellors === null) say(presence.here());
    else presence.hear(news.process, news.counsellors);
  });
  const timer = isShared ? setInterval(() => presence.here().length > 0 && say(presence.here()), TELL_MS).unref() : undefined;
  say(null);
  return {
    presence,
    stop() {
      clearInterval(timer);
      stopListening();
      say([]);
    },
  };
}
