/** The desk as the server sees it: who is there, from the start; the pages and the sign-in library, once somebody comes. */
import { Router } from 'express';
import type { Staff } from '../../bot/handoff/staff.ts';
import type { Clock } from '../../bot/ports.ts';
import type { DeskRecords } from '../../bot/privacy/apply-retention.ts';
import type { DeskDatabase } from './access/desk-database.ts';
import { directoryOn } from './access/directory.ts';
import { deskRecords } from './access/records.ts';
import type { Desk } from './create-desk.ts';
import type { DeskPorts, DeskSettings } from './ports.ts';
import { type Neighbours, sharePresence } from './share-presence.ts';
import { staffOf } from './staff.ts';

export interface OpenDesk {
  staff: Staff;
  /** What the retention table ends here. */
  records: DeskRecords;
  /** To be mounted at /desk. The ports are there once the conversations are. */
  router(ports: Omit<DeskPorts, 'directory' | 'presence' | 'clock'>, settings: DeskSettings): Router;
  close(): Promise<void>;
}

export function openDesk(database: DeskDatabase, clock: Clock, neighbours: Neighbours): OpenDesk {
  const directory = directoryOn(database);
  const { presence, stop } = sharePresence(clock, neighbours);
  let desk: Promise<Desk> | null = null;
  let created: Desk | null = null;

  return {
    staff: staffOf(directory, presence),
    records: deskRecords(database),
    router(ports, settings) {
      const router = Router();
      router.use(async (request, response, next) => {
        // A server to whose desk nobody comes never reads the library: half a second, and 10 to 50 MB of memory.
        desk ??= import('./create-desk.ts').then(({ createDesk }) => createDesk({ ...ports, directory, presence, clock }, settings));
        desk.then((done) => (created = done)).catch(() => (desk = null));
        (await desk).router(request, response, next);
      });
      return router;
    },
    async close() {
      stop();
      created?.close();
      await directory.close();
    },
  };
}
