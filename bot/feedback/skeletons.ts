/** From a line of the review list to a test or a card that only wants its content: YAML in the formats of tests/conversations/ and knowledge/cards/content/. */
import { stringify } from 'yaml';
import { THEMES, type WrittenCard } from '../../knowledge/cards/card.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { frenchDay } from '../french-day.ts';
import { OUTCOME_LABELS } from '../outcome-labels.ts';
import { plain } from '../reading/phrases.ts';
import type { ReviewLine } from './review.ts';
import { FEEDBACK, reasonOf } from './texts.ts';

/** Stands where a person must write: neither the tests nor the build of the knowledge base accept it. */
export const TO_COMPLETE = 'À COMPLÉTER';
const NAME_AT_MOST = 60;

export interface Skeleton {
  /** `combien-coute-une-vae.yaml` */
  file: string;
  yaml: string;
}

/** False where nothing of what was said was kept, or nothing could be read. */
export const canBecomeContent = ({ text }: ReviewLine): boolean => text !== FEEDBACK.withheld && plain(text) !== '';

/** A conversation that fails until somebody has written what must be said. */
export function testOf(line: ReviewLine): Skeleton {
  const lead = line.before === null ? [] : [{ personne: line.before }, { bot: [] }];
  const help = [
    'À compléter, puis à ranger sous tests/conversations/ dans le dossier de son genre :',
    '  bot : les mots que la réponse doit dire (« a|b » : l’un ou l’autre) ; jamais : ceux qu’elle ne doit pas dire ;',
    `  source : l’article ou la fiche à montrer ; fin : comment le tour doit finir (answered, ou ${line.outcome} si le robot a bien fait).`,
  ];
  return { file: `${nameOf(line)}.yaml`, yaml: written(line, help, [...lead, { personne: line.text }, { bot: [TO_COMPLETE], fin: 'answered' }]) };
}

/** A card that the build refuses until its answer and its source are written. */
export function cardOf(line: ReviewLine, today: IsoDate): Skeleton {
  const theme = THEMES.find((known) => known === line.theme) ?? 'cep';
  const card: WrittenCard = {
    id: nameOf(line),
    theme,
    title: line.text.length < 5 ? `${TO_COMPLETE} ${line.text}` : capitalised(line.text),
    questions: [line.text, `${TO_COMPLETE} : une autre façon de le demander`, `${TO_COMPLETE} : une autre encore, avec ses fautes`],
    answer: `${TO_COMPLETE} : deux à quatre phrases courtes, la condition avant la conséquence.`,
    plain: `${TO_COMPLETE} : la même chose pour un lecteur de douze ans.`,
    appliesTo: {},
    sources: [{ article: 'L6111-6', locate: TO_COMPLETE }],
    next: ['quel-operateur'],
    reviewed: today,
  };
  const help = [
    `À compléter, puis à ajouter dans un fichier sous knowledge/cards/content/ (thème « ${theme} »).`,
    'sources : l’article ou la fiche (sheet), et trois à huit de ses mots sous locate.',
    '« npm run knowledge -- --check-cards » dit ce qui manque.',
    ...(line.card === null ? [] : [`La fiche « ${line.card} » a répondu à cette question : la corriger vaut peut-être mieux qu’en écrire une autre.`]),
  ];
  return { file: `${card.id}.yaml`, yaml: written(line, help, [card]) };
}

function written(line: ReviewLine, help: string[], content: unknown): string {
  const reason = reasonOf(line.reason)?.label;
  const head = [`${line.count} fois, du ${frenchDay(line.firstDay)} au ${frenchDay(line.lastDay)}. Le tour a fini ainsi : ${OUTCOME_LABELS[line.outcome]}`, ...(reason === undefined ? [] : [`Jugé : « ${reason} ».`]), ...help];
  return `${head.map((sentence) => `# ${sentence}`).join('\n')}\n${stringify(content, { lineWidth: 0 })}`;
}

/** `combien-coute-une-vae`, from what the person wrote. */
const nameOf = ({ text, number }: ReviewLine): string => plain(text).slice(0, NAME_AT_MOST).replace(/ [^ ]*$/, (end) => (plain(text).length > NAME_AT_MOST ? '' : end)).replaceAll(' ', '-') || `ligne-${number}`;
const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
