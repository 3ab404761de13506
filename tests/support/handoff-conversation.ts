/** One conversation through the real pipeline, beside a desk whose people come and go as a test says. */
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { type Conversations, createConversations } from '../../bot/conversations.ts';
import type { DeskAction } from '../../bot/handoff/actions.ts';
import { createHandoffDesk } from '../../bot/handoff/create-desk.ts';
import { createReception } from '../../bot/handoff/create-reception.ts';
import type { HandoffDesk } from '../../bot/handoff/desk.ts';
import type { Handoff, OperatorRef } from '../../bot/handoff/handoff.ts';
import type { Outcome } from '../../bot/outcomes.ts';
import type { ReceptionStatus, Store, TranscriptEntry } from '../../bot/ports.ts';
import { NORMAL, type ServiceMode } from '../../bot/switch/service-mode.ts';
import { createRunTurn } from '../../bot/turn.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from './built-knowledge.ts';

export const COUNSELLOR = { kind: 'counsellor', id: 'c1', name: 'Claire' } as const;
export const COLLEAGUE = { kind: 'counsellor', id: 'c2', name: 'Karim' } as const;

/** What a test may change at any moment. */
export interface Office {
  route: ReceptionStatus['route'] | ((operator: OperatorRef) => ReceptionStatus['route']);
  hours: { isOpen: boolean; sentence: string } | null;
  present: number;
  now: Date;
  mode: ServiceMode;
}

export interface Reception {
  /** What the bot and counsellors said in answer, and how the turn ended. */
  say(text: string): Promise<{ outcome: Outcome; text: string; choices: string[] }>;
  move(action: DeskAction, by?: typeof COUNSELLOR | typeof COLLEAGUE | { kind: 'system' }, moveId?: string): Promise<string>;
  handoff(): Promise<Handoff | null>;
  transcript(): Promise<TranscriptEntry[]>;
  office: Office;
  desk: HandoffDesk;
  store: Store;
  conversations: Conversations;
}

let knowledge: ReturnType<typeof openKnowledgeBase> | undefined;

export function openReception(changes: Partial<Office> = {}, conversation = 'test:1'): Reception {
  const office: Office = { route: 'desk', hours: null, present: 1, now: new Date('2026-11-23T10:00:00Z'), mode: NORMAL, ...changes };
  knowledge ??= openKnowledgeBase({ folder: KNOWLEDGE_DIR });
  const clock = { now: () => office.now };
  const store = openSqliteStore(':memory:');
  const routeOf = (operator: OperatorRef) => (typeof office.route === 'function' ? office.route(operator) : office.route);
  const reception = createReception({ store, routeOf, hoursOf: () => office.hours, presentFor: () => office.present, anyRoute: async () => office.route !== 'none', fallback: null });
  const outcomes: Outcome[] = [];
  const conversations = createConversations({
    store,
    clock,
    runTurn: createRunTurn({ knowledge, clock, reception, mode: () => office.mode, history: (key) => store.transcript(key, 0) }),
    journal: { info: () => undefined, error: (_event, error) => console.error(error) },
    onTurnFinished: (turn) => void outcomes.push(turn.outcome),
  });
  const desk = createHandoffDesk(store, conversations);
  let count = 0;
  const handoff = async () => (await store.conversation(conversation))?.state.handoff ?? null;
  return {
    office, desk, store, conversations, handoff,
    async say(text) {
      await conversations.receive({ conversation, channel: 'test', id: `m${++count}`, kind: 'message', text, reference: null, clientData: null });
      const replies = (await conversations.run(conversation)).flatMap(({ reply }) => reply ?? []);
      return { outcome: outcomes.at(-1) ?? 'failed', text: replies.map((reply) => reply.text).join('\n\n'), choices: replies.flatMap(({ choices }) => choices.map(({ label }) => label)) };
    },
    async move(action, by = COUNSELLOR, moveId = `d${++count}`) {
      return desk.move((await handoff())?.id ?? 'none', moveId, action, by);
    },
    transcript: () => conversations.transcript(conversation, 0),
  };
}

/** A cadre of Rennes who has agreed to the fiche: queued at the Apec. */
export async function queuedCadre(changes: Partial<Office> = {}): Promise<Reception> {
  const reception = openReception(changes);
  await reception.say('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier');
  await reception.say('je veux parler à quelqu’un');
  await reception.say('oui, transmettre');
  return reception;
}
