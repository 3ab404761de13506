/** Writes whom to contact and why: the proposal, its source, the other doors, how to reach it, what comes next. */
import type { Citation, KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { DIRECTORY, type ContactKind } from '../../knowledge/operators/directory.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import type { Choice, OperatorCard, Reply } from '../reply.ts';
import type { OperatorChoice } from '../routing/choose-operator.ts';
import type { OperatorKind } from '../routing/rules.ts';
import type { SituationValues } from '../situation/situation.ts';
import { frenchDay } from '../french-day.ts';
import { fill, TEXTS } from './texts.ts';

const HUMAN: Choice = { label: 'Parler à une personne', say: 'Parler à une personne' };
const SHOW: Choice = { label: TEXTS.notedChoice, say: TEXTS.notedChoice };

/** How an operator is reached, for the person's region and branch. */
export interface Contact {
  name: string;
  phone: string | null;
  hours: string | null;
  url: string | null;
  urlLabel: string;
  confirmed: boolean;
}

const isContact = (kind: OperatorKind | null): kind is ContactKind => kind !== null && kind in DIRECTORY.kinds;

export function contactOf(kind: ContactKind, { lieu, versant }: SituationValues): Contact {
  const general = DIRECTORY.kinds[kind];
  const regional = kind === 'regional' ? DIRECTORY.regional.find(({ region }) => region === lieu?.region) : undefined;
  const branch = kind === 'fonction-publique' && versant ? DIRECTORY.fonctionPublique[versant] : undefined;
  const url = regional?.url ?? branch?.url ?? general.url ?? null;
  const name = regional ? `${general.name} ${regional.name}` : (branch?.name ?? general.name);
  return {
    name,
    phone: regional?.phone ?? general.phone ?? null,
    hours: regional?.hours ?? general.hours ?? null,
    url,
    urlLabel: general.urlLabel ?? `Ouvrir ${url === null ? '' : new URL(url).hostname.replace(/^www\./, '')}`,
    // Portals and phones of the regions come from a secondary source.
    confirmed: regional ? false : general.confirmed,
  };
}

/** The reply that names the operator, or says honestly that no text does. */
export function operatorReply(choice: OperatorChoice, values: SituationValues, date: IsoDate, knowledge: KnowledgeBase): Reply {
  const citations: Citation[] = [];
  const marked = (sources: OperatorChoice['sources']) => {
    const found = sources.flatMap((source) => knowledge.cite(source, date) ?? []);
    return found.map((citation) => `[${citations.push(citation)}]`).join(' ');
  };
  const contact = isContact(choice.kind) ? contactOf(choice.kind, values) : null;
  const sentence = fill(contact ? TEXTS.operator : TEXTS.noOperator, { operator: contact?.name ?? '', because: choice.because });
  const said = [`${sentence} ${marked(choice.sources)}`, ...choice.notes, ...doorLine(choice, values), ...otherDoors(choice, marked)];
  if (contact) said.push(TEXTS.nextStep);
  const door = choice.next ? DIRECTORY.doors[choice.next] : undefined;
  if (door && door.text !== '') said.push(door.text);
  if (choice.kind === 'regional' && values.lieu?.region == null) said.push(TEXTS.allAddresses);
  const intro = said.join('\n\n');
  return {
    text: [intro, ...(contact ? reachLines(contact) : [])].join('\n\n'),
    citations,
    choices: [...linkChoice(contact, door), SHOW, HUMAN],
    ...(contact ? { card: cardOf(contact, intro) } : {}),
  };
}

/** In the public service the door has no number: it is said in words. */
function doorLine({ kind }: OperatorChoice, { versant }: SituationValues): string[] {
  if (kind !== 'fonction-publique') return [];
  if (versant) return [`${DIRECTORY.fonctionPublique[versant].name} : ${DIRECTORY.fonctionPublique[versant].text}.`];
  return [Object.values(DIRECTORY.fonctionPublique).map(({ name, text }) => `- ${name} : ${text}`).join('\n')];
}

function otherDoors({ alternatives }: OperatorChoice, marked: (sources: OperatorChoice['sources']) => string): string[] {
  if (alternatives.length === 0) return [];
  const lines = alternatives.map(({ because, sources }) => `- ${because} ${marked(sources)}`);
  return [`${fill(TEXTS.alternatives, {})}\n${lines.join('\n')}`];
}

function reachLines({ phone, hours, url, confirmed }: Contact): string[] {
  return [
    ...(phone ? [fill(TEXTS.phone, { phone, hours: hours ? `, ${hours}` : '' })] : []),
    ...(url ? [fill(TEXTS.site, { url })] : []),
    ...(confirmed ? [] : [caution()]),
  ];
}

const caution = () => fill(TEXTS.notConfirmed, { date: frenchDay(DIRECTORY.checkedOn) });

function cardOf(contact: Contact, intro: string): OperatorCard {
  const { name, phone, hours, url, confirmed } = contact;
  return { kind: 'operator', intro, name, phone, hours, url, caution: confirmed ? null : caution() };
}

function linkChoice(contact: Contact | null, door: { label: string; url: string } | undefined): Choice[] {
  if (contact?.url) return [{ label: contact.urlLabel, say: contact.name, url: contact.url }];
  return door ? [{ label: door.label, say: 'mon-cep.org', url: door.url }] : [{ label: 'Ouvrir mon-cep.org', say: 'mon-cep.org', url: 'https://mon-cep.org' }];
}
