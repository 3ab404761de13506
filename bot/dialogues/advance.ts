/** One step of the dialogue: ask the next question that changes the answer, or name the operator. */
import type { Topic } from '../../knowledge/knowledge-base.ts';
import { parisDay } from '../paris-day.ts';
import type { Ports } from '../ports.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import { say, type Choice, type Reply } from '../reply.ts';
import { type ContactKind, DIRECTORY } from '../../knowledge/operators/directory.ts';
import { chooseOperator, type OperatorChoice } from '../routing/choose-operator.ts';
import { valueText } from '../situation/labels.ts';
import { contradictionIn } from '../situation/contradictions.ts';
import { isSensitive, SENSITIVE_SLOTS, type Situation, SLOTS, type SituationValues, type Slot, valuesOf } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';
import { nextQuestion } from './next-question.ts';
import { contactOf, operatorReply } from './operator-reply.ts';
import { fill, TEXTS } from './texts.ts';

const SHOW: Choice = { label: TEXTS.notedChoice, say: TEXTS.notedChoice };
/** Facts told back when a story is noted; the rest is on the card. */
const TOLD: ReadonlySet<Slot> = new Set<Slot>(['statut', 'activite', 'contrat', 'cadre', 'versant', 'age', 'trancheAge', 'lieu', 'metier', 'metierVise', 'projet', 'rupture']);

/** `first` is said before the rest: what follows from « je ne sais pas », for instance. */
export function advance(turn: Turn, ports: Ports, first?: string): Turn {
  const { situation, dialogue } = turn.state;
  const date = parisDay(turn.now);
  const values = valuesOf(situation);
  const choice = chooseOperator(values, date);
  const question = nextQuestion(values, choice, dialogue.asked);
  const opening = [...(first ? [first] : []), ...doubt(turn), ...notedFacts(turn)];
  const active = { ...dialogue, active: true, pending: null, places: [], recalled: false, doubted: dialogue.doubted || contradictionIn(situation) !== null };
  if (question) {
    const lead = dialogue.asked.length === 0 ? TEXTS.onward : dialogue.pending ? '' : TEXTS.oneMore;
    const text = [...opening, [lead, question.ask].filter((part) => part !== '').join(' ')].join('\n\n');
    const asked = { ...active, pending: question.slot, asked: [...dialogue.asked, question.slot] };
    return ended(turn, say(text, question.choices), asked, 'asked');
  }
  if (choice.kind === null) {
    const reply = fromPrompt({ text: TEXTS.unrouted, choices: REPLIES.abstainedAgain.choices });
    return ended(turn, { ...reply, text: [...opening, reply.text].join('\n\n') }, { ...active, shown: null }, 'handoff-offered');
  }
  if (dialogue.shown === choice.kind && turn.command?.kind !== 'who' && !dialogue.wantsHuman && opening.length > 0) return ended(turn, unchanged(choice, values, opening), { ...active, shown: choice.kind }, 'routed');
  const reply = operatorReply(choice, values, date, ports.knowledge);
  const { reply: asking, consent } = askConsent(turn, withOpening(reply, opening));
  return ended(turn, asking, { ...active, shown: choice.kind, consent }, 'routed');
}

/** One more fact that changes nothing: the operator is named again, its whole card is one press away. */
function unchanged(choice: OperatorChoice, values: SituationValues, opening: string[]): Reply {
  const name = choice.kind !== null && choice.kind in DIRECTORY.kinds ? contactOf(choice.kind as ContactKind, values).name : null;
  const text = name === null ? TEXTS.unchangedNobody : fill(TEXTS.unchanged, { operator: name });
  return say([...opening, text].join('\n\n'), [{ label: 'Revoir qui contacter', say: 'Qui contacter pour le CEP ?' }, SHOW, { label: 'Parler à une personne', say: 'Parler à une personne' }]);
}

/** What « c'est gratuit ? » is about after an operator was named: the CEP, or the scheme of the person's project. */
const ABOUT_THE_CEP = { theme: 'cep', card: null, question: 'C’est quoi le CEP ?' };
const ABOUT: Record<string, Topic> = {
  'demission-reconversion': { theme: 'demission', card: null, question: 'Je veux démissionner pour me reconvertir' },
  vae: { theme: 'vae', card: null, question: 'C’est quoi la VAE ?' },
  'bilan-de-competences': { theme: 'bilan', card: null, question: 'C’est quoi un bilan de compétences ?' },
  'creation-entreprise': { theme: 'creation', card: null, question: 'Je veux créer mon entreprise' },
};

/** A project that has just been told is what is spoken of from now on. */
function topicAfter({ state, reading }: Turn): Topic {
  const ofProject = ABOUT[state.situation.projet?.value ?? ''];
  const isNew = [...(reading?.added ?? []), ...(reading?.changed ?? [])].includes('projet');
  return (isNew ? ofProject : undefined) ?? state.topic ?? ofProject ?? ABOUT_THE_CEP;
}

function ended(turn: Turn, reply: Reply, dialogue: Turn['state']['dialogue'], outcome: NonNullable<Turn['outcome']>): Turn {
  return { ...turn, replies: [...turn.replies, reply], state: { ...turn.state, dialogue, misunderstandings: 0, topic: topicAfter(turn) }, outcome };
}

function withOpening(reply: Reply, opening: string[]): Reply {
  if (opening.length === 0) return reply;
  const text = [...opening, reply.text].join('\n\n');
  return reply.card ? { ...reply, text, card: { ...reply.card, intro: [...opening, reply.card.intro].join('\n\n') } } : { ...reply, text };
}

/** « J'ai noté : aide soignante, agent public, 34 ans, Rennes. » A story is told back; a single answer is not. */
function notedFacts({ reading, state }: Turn): string[] {
  const heard = new Set<Slot>([...(reading?.added ?? []), ...(reading?.changed ?? [])]);
  const news = SLOTS.filter((slot) => heard.has(slot) && TOLD.has(slot) && state.situation[slot] && !isSaidByAnother(slot, state.situation));
  const isAnswer = state.dialogue.pending !== null && news.length <= 1 && (reading?.changed.length ?? 0) === 0;
  if (news.length === 0 || isAnswer) return [];
  const facts = news.map((slot) => valueIn(slot, state.situation[slot]?.value)).join(', ');
  return [fill(reading?.added.length === 0 ? TEXTS.corrected : TEXTS.noted, { facts })];
}

const BRANCHES = { etat: 'd’État', territoriale: 'territoriale', hospitaliere: 'hospitalière' };

/** « Démissionner pour se reconvertir » already says the resignation, « assistante maternelle » the trade. */
const isSaidByAnother = (slot: Slot, situation: Situation) =>
  (slot === 'rupture' && situation.projet?.value === 'demission-reconversion') || (slot === 'metier' && situation.contrat?.value === 'assistante-maternelle');

/** « cadre » rather than « Oui ». */
function valueIn(slot: Slot, value: unknown): string {
  if (slot === 'cadre') return value === true ? 'cadre' : 'non cadre';
  if (slot === 'metierVise') return `métier souhaité : ${String(value)}`;
  if (slot === 'versant') return `fonction publique ${BRANCHES[value as keyof typeof BRANCHES]}`;
  const text = valueText(slot, value);
  // « CDI » stays, « Intérim » does not.
  return slot === 'lieu' || /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

function doubt({ state }: Turn): string[] {
  const found = state.dialogue.doubted ? null : contradictionIn(state.situation);
  return found ? [fill(TEXTS.contradiction, found)] : [];
}

/** Health data are kept only with the person's agreement, asked once and with the reason (RGPD art. 9). */
function askConsent({ state }: Turn, reply: Reply): { reply: Reply; consent: Slot | null } {
  const slot = SENSITIVE_SLOTS.find((name) => isSensitive(name) && state.situation[name] && !state.situation[name]?.confirmed && state.situation[name]?.value !== false);
  if (!slot || state.dialogue.consent === slot) return { reply, consent: state.dialogue.consent };
  const text = `${reply.text}\n\n${TEXTS.consent}`;
  const links = reply.choices.filter(({ url }) => url !== undefined);
  const card = reply.card ? { card: { ...reply.card, intro: `${reply.card.intro}\n\n${TEXTS.consent}` } } : {};
  return { reply: { ...reply, ...card, text, choices: [...TEXTS.consentChoices, ...links, SHOW] }, consent: slot };
}
