/** The addresses of one file: /desk/dossiers/:id and below. Whoever may not see the file is stopped before any of them. */
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { DeskAction } from '../../bot/handoff/actions.ts';
import { outgoingFile } from '../../bot/handoff/shared.ts';
import { referenceOf } from '../../bot/handoff/times.ts';
import { isHeldByHuman, type OperatorRef } from '../../bot/handoff/handoff.ts';
import { nameOf } from '../../bot/handoff/contact.ts';
import { CONTACT_KINDS } from '../../knowledge/operators/directory.ts';
import { positionOf } from '../page/events.ts';
import { accessTo } from './file-access.ts';
import type { Live } from './live/parts-stream.ts';
import { MOVES_BY_ADDRESS, mayMake, type MoveAddress, operatorValue, readMove, readReason } from './moves.ts';
import { filePage, type FileExtras, fileParts } from './pages/file-page.ts';
import { NOTICES } from './pages/frame.ts';
import { filePath } from './pages/queue-page.ts';
import { printPage } from './pages/print-page.ts';
import { isByCounsellor, spokenLine, transcriptEntry } from './pages/transcript.ts';
import type { DeskPorts } from './ports.ts';
import { Refusal } from './refusals.ts';
import { REGIONS } from './regions.ts';
import { cannedReply } from './tables.ts';
import { field, type FileVisit, type MemberVisit, query, show, wantsJson } from './visit.ts';

/** What is said after a move, and whether the counsellor stays at the file. */
const AFTER: Record<MoveAddress, { notice: string | null; stays: boolean }> = {
  prendre: { notice: null, stays: true },
  repondre: { notice: null, stays: true },
  noter: { notice: 'note', stays: true },
  creneaux: { notice: 'creneaux', stays: true },
  attendre: { notice: null, stays: true },
  reprendre: { notice: null, stays: true },
  transferer: { notice: 'propose', stays: true },
  clore: { notice: 'termine', stays: false },
  rendre: { notice: 'rendu', stays: false },
  remettre: { notice: 'remis', stays: false },
};

/** The file of an address for that viewer. Throws the same refusal for a file of others and for one that never was. */
export async function fileFor(visit: MemberVisit, { desk, directory }: DeskPorts): Promise<FileVisit> {
  const file = await desk.open(String(visit.request.params.id));
  const access = file === null ? 'foreign' : accessTo(file.handoff, visit.viewer);
  if (file === null || access === 'foreign') {
    if (file !== null) await directory.audit.note({ who: visit.viewer.email, what: 'file-refused', handoff: file.handoff.id, operator: file.handoff.operatorName }, visit.now);
    throw new Refusal('not-found');
  }
  if (access === 'gone') throw new Refusal('gone');
  return { ...visit, file };
}

/** Who receives files changes when somebody is invited: asking again after this long is enough for a list of choices. */
const ROUTES_KNOWN_MS = 10_000;

export function createFileHandlers(ports: DeskPorts, live: Live) {
  const { desk, directory } = ports;
  const routes = new Map<string, { at: number; route: ReturnType<DeskPorts['routeTo']> }>();
  function knownRoute(operator: OperatorRef): ReturnType<DeskPorts['routeTo']> {
    const known = routes.get(operatorValue(operator));
    if (known && Date.now() - known.at < ROUTES_KNOWN_MS) return known.route;
    const route = ports.routeTo(operator);
    routes.set(operatorValue(operator), { at: Date.now(), route });
    return route;
  }

  const note = (visit: FileVisit, what: 'file-opened' | 'file-printed' | 'file-exported' | 'file-moved', detail: string | null = null) =>
    directory.audit.note({ who: visit.viewer.email, what, handoff: visit.file.handoff.id, operator: visit.file.handoff.operatorName, detail }, visit.now);

  /** Only what can really receive the person is offered. */
  async function destinations({ file: { handoff }, viewer }: FileVisit): Promise<FileExtras['destinations']> {
    if (!mayMake(handoff, 'transferer', viewer.id)) return [];
    const { region, departement } = handoff.operator;
    const near = CONTACT_KINDS.map((kind): OperatorRef => ({ kind, region, departement }));
    const elsewhere = REGIONS.filter(({ code }) => code !== region).map(({ code }): OperatorRef => ({ kind: 'regional', region: code, departement: null }));
    const others = [...near, ...elsewhere].filter((operator) => operatorValue(operator) !== operatorValue(handoff.operator));
    const routes = await Promise.all(others.map(knownRoute));
    return others.filter((_operator, index) => routes[index] !== 'none').map((operator) => ({ operator, name: nameOf(operator) }));
  }
  const extrasOf = async (visit: FileVisit, draft = ''): Promise<FileExtras> => ({ destinations: await destinations(visit), draft });

  /** What the form means; when something is missing the page comes back with it said, and with what was typed. Null then. */
  async function readOrShowAgain(visit: FileVisit, address: MoveAddress): Promise<DeskAction | null> {
    try {
      return readMove(visit, address);
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(visit.request)) throw error;
      show(visit, filePage(visit, await extrasOf(visit, field(visit, 'texte')), `${error.title}. ${error.text}`), error.status);
      return null;
    }
  }

  return {
    async page(visit: FileVisit) {
      await note(visit, 'file-opened');
      const draft = cannedReply(query(visit, 'reponse'), visit.viewer.shownName) ?? '';
      show(visit, filePage(visit, await extrasOf(visit, draft), NOTICES[query(visit, 'dit')] ?? null));
    },

    async print(visit: FileVisit) {
      await note(visit, 'file-printed');
      show(visit, printPage(visit));
    },

    async exportJson(visit: FileVisit) {
      await note(visit, 'file-exported');
      const { handoff, transcript } = visit.file;
      const { notes, history, state } = handoff;
      visit.response.attachment(`dossier-${referenceOf(handoff.id).replace(/[^\w-]/g, '_')}.json`).json({ ...outgoingFile(handoff, transcript), state, notes, history });
    },

    async stream(visit: FileVisit) {
      let position = positionOf(visit.request);
      if (position === 0) await note(visit, 'file-opened', 'flux');
      const id = visit.file.handoff.id;
      let isHeld = isHeldByHuman(visit.file.handoff);
      const page = live.follow(visit, id, async (current) => {
        const file = await desk.open(id);
        if (file === null || accessTo(file.handoff, current.viewer) !== 'readable') return null;
        isHeld = isHeldByHuman(file.handoff);
        const renewed = { ...current, file };
        for (const entry of renewed.file.transcript) if (entry.position > position) sendEntry(entry);
        return fileParts(renewed, await extrasOf(renewed));
      });
      function sendEntry(entry: FileVisit['file']['transcript'][number]): void {
        if (entry.position <= position) return;
        position = entry.position;
        page.send('entry', { html: transcriptEntry(entry, ports.clock.now()).text, spoken: spokenLine(entry), own: isByCounsellor(entry) }, position);
      }
      // At once, without the wait that gathers changes: somebody is talking. A gap is left to the next renewal, which reads all.
      const stop = await desk.follow(id, (entry) => {
        if (page.isOpen && isHeld && entry.position === position + 1) sendEntry(entry);
      });
      if (page.isOpen) page.onClose(stop);
      else stop();
    },

    move: (address: MoveAddress) => async (visit: FileVisit) => {
      const action = await readOrShowAgain(visit, address);
      if (action === null) return;
      const by = { kind: 'counsellor', id: visit.viewer.id, name: visit.viewer.shownName } as const;
      const id = visit.file.handoff.id;
      if (action.type === 'propose-transfer' && (await ports.routeTo(action.to)) === 'none') throw new Refusal('incomplete', { text: `${nameOf(action.to)} ne reçoit pas de fiche ici. Donnez plutôt ses coordonnées à la personne.` });
      const moveId = moveIdOf(visit, action);
      const reason = address === 'clore' ? readReason(visit) : null;
      // Kept with the file for whoever reads it later; the same press twice leaves one note.
      if (reason !== null && mayMake(visit.file.handoff, 'clore', by.id)) await desk.move(id, `${moveId}:reason`, { type: 'note', text: `Conversation terminée : ${reason.label}.` }, by);
      const result = await desk.move(id, moveId, action, by);
      if (result === 'unknown') throw new Refusal('gone');
      if (result === 'refused') throw new Refusal('late');
      await note(visit, 'file-moved', reason === null ? address : `${address}:${reason.id}`);
      answer(visit, address);
    },
  };
}

/** A form sent twice is one move; the same words sent later, from a page drawn since, are another. */
function moveIdOf(visit: FileVisit, action: object): string {
  const nonce = field(visit, 'nonce');
  if (!/^[\w-]{16,64}$/.test(nonce)) throw new Refusal('unreadable');
  return `desk:${createHash('sha256').update(`${visit.viewer.id}\n${nonce}\n${JSON.stringify(action)}`).digest('base64url')}`;
}

function answer({ request, response, file }: FileVisit, address: MoveAddress): void {
  const { notice, stays } = AFTER[address];
  if (isLive(request)) return void response.status(202).json({ notice: notice === null ? '' : (NOTICES[notice] ?? '') });
  const path = stays ? filePath(file.handoff.id) : '/desk';
  response.redirect(303, `${path}${notice === null ? '' : `?dit=${notice}`}${stays ? '#last' : ''}`);
}

const isLive = (request: Request): boolean => wantsJson(request);

export const MOVE_ADDRESSES = Object.keys(MOVES_BY_ADDRESS) as MoveAddress[];
