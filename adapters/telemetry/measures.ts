/** Figures of `/metrics`, for Prometheus. None names anybody, and every label is of a closed list. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { NotAdmitted } from '../../bot/conversations/admission.ts';
import type { Outcome } from '../../bot/outcomes.ts';
import type { Store } from '../../bot/ports.ts';
import { MODES, type ServiceMode } from '../../bot/switch/service-mode.ts';

export interface Measures {
  registry: Registry;
  /** Counts a finished turn; `seconds` is how long it took. */
  turnFinished(channel: string, outcome: Outcome, seconds: number): void;
  /** Counts a message that was not taken. */
  messageRefused(why: NotAdmitted['code']): void;
  /** Counts what the log calls an error, by its event. */
  failed(event: string): void;
}

/** What is looked at when the figures are asked for, and not before. */
export interface Watched {
  store: Pick<Store, 'handoffs' | 'waitingDispatches' | 'deadDispatches' | 'undelivered'>;
  mode(): ServiceMode;
  /** Cards whose source has changed or is about to. */
  textsDue(): number;
  /** When the knowledge in use was built. */
  knowledgeBuiltAt(): Date | null;
}

/** One look serves all gauges of a request, and whoever asks again at once. */
const LOOK_MS = 1_000;

export function createMeasures(): Measures & { watch(watched: Watched): void } {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const labelNames = ['channel', 'outcome'];
  const turns = new Counter({ name: 'accueil_turns_total', help: 'Turns finished, by channel and outcome.', labelNames, registers });
  const duration = new Histogram({
    name: 'accueil_turn_seconds',
    help: 'Time to think a turn through, in seconds.',
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers,
  });
  const refused = new Counter({ name: 'accueil_messages_refused_total', help: 'Messages that were not taken, by reason; whoever wrote was told.', labelNames: ['why'], registers });
  const errors = new Counter({ name: 'accueil_errors_total', help: 'Errors of the log, by event.', labelNames: ['event'], registers });

  return {
    registry,
    turnFinished: (channel, outcome, seconds) => {
      turns.inc({ channel, outcome });
      duration.observe(seconds);
    },
    messageRefused: (why) => refused.inc({ why }),
    failed: (event) => errors.inc({ event }),
    watch(watched) {
      const look = looksOnce(watched);
      const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
        new Gauge({ name, help, registers, async collect() { this.set(await value()); } });
      gauge('accueil_handoffs_waiting', 'People who wait for a counsellor.', async () => (await look()).waiting.length);
      gauge('accueil_handoffs_oldest_seconds', 'How long the one who waits longest has waited.', async () => {
        const since = (await look()).waiting.map(({ handoff }) => Date.parse(handoff.consents[0]?.at ?? ''));
        return since.length === 0 ? 0 : Math.max(0, (Date.now() - Math.min(...since)) / 1_000);
      });
      gauge('accueil_dispatches_waiting', 'Files, messages and withdrawals that wait to leave for operators.', async () => (await look()).dispatches);
      gauge('accueil_dispatches_dead', 'Those that were set aside after too many attempts: a person must look.', async () => (await look()).dead);
      gauge('accueil_replies_undelivered', 'Replies that a channel has not yet taken.', async () => (await look()).undelivered);
      gauge('accueil_texts_due', 'Cards whose source has changed, or will within 30 days.', () => watched.textsDue());
      gauge('accueil_knowledge_built_timestamp_seconds', 'When the knowledge in use was built.', () => (watched.knowledgeBuiltAt()?.getTime() ?? 0) / 1_000);
      const mode = new Gauge({
        name: 'accueil_mode', help: 'What the operator lets the bot do: 1 for the mode in force.', labelNames: ['mode'], registers,
        collect() { for (const one of MODES) mode.set({ mode: one }, one === watched.mode().mode ? 1 : 0); },
      });
    },
  };
}

function looksOnce({ store }: Watched) {
  let last: { at: number; seen: ReturnType<typeof see> } | null = null;
  async function see() {
    const [underWay, dispatches, dead, undelivered] = await Promise.all([store.handoffs('under-way'), store.waitingDispatches(), store.deadDispatches(), store.undelivered()]);
    return { waiting: underWay.filter(({ handoff }) => handoff.assignedTo === null), dispatches: dispatches.length, dead: dead.length, undelivered: undelivered.length };
  }
  return () => {
    if (last === null || Date.now() - last.at > LOOK_MS) last = { at: Date.now(), seen: see() };
    return last.seen;
  };
}
