/** What has changed since the last review, as Markdown: for whoever reviews the cards. */
import type { ChangedCard, ChangedText, EndingCard } from './changes.ts';

/** The command that says that a card has been read again. */
export const reviewCommand = (card: string): string => `npm run knowledge -- review ${card}`;

const WITHOUT_BEFORE = 'Le texte relu n’est pas gardé sur cette machine. « npm run knowledge -- changes --against DOSSIER » le lit dans un ancien paquet.';
const GONE = 'Ce texte n’est plus dans le paquet : il est abrogé, ou il porte un autre nom.';

const quoted = (text: string): string => text.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');

function textSection({ title, url, since, before, now }: ChangedText): string {
  const dated = since === null ? '' : ` (depuis le ${since})`;
  return [
    `### ${url === null ? title : `[${title}](${url})`}${dated}`,
    `**Relu :**\n\n${before === null ? WITHOUT_BEFORE : quoted(before)}`,
    `**Aujourd’hui :**\n\n${now === null ? GONE : quoted(now)}`,
  ].join('\n\n');
}

function cardSection({ card, title, file, reviewed, texts, problems }: ChangedCard): string {
  return [
    `## ${title}`,
    `Carte \`${card}\`, dans \`knowledge/cards/content/${file}\`, relue le ${reviewed}.`,
    ...texts.map(textSection),
    ...(problems.length > 0 ? [`À mettre d’accord avec le nouveau texte :\n\n${problems.map((problem) => `- ${problem}`).join('\n')}`] : []),
    `Une fois la carte relue : \`${reviewCommand(card)}\``,
  ].join('\n\n');
}

/** The whole report; it says so when there is nothing to do. */
export function changesMarkdown(changes: readonly ChangedCard[], ending: readonly EndingCard[]): string {
  if (changes.length === 0 && ending.length === 0) return '# Rien à relire\n\nToutes les cartes reposent sur les textes avec lesquels elles ont été relues.\n';
  const soon = ending.map(({ card, title, text, ends }) => `- **${title}** (\`${card}\`) : ${text}, rédaction qui prend fin le ${ends}`);
  return [
    '# Cartes à relire',
    ...(changes.length > 0 ? [`${changes.length} carte(s) reposent sur un texte qui a changé. Elles ne répondent plus : le texte officiel est cité à leur place.`] : []),
    ...(soon.length > 0 ? [`## Rédactions qui prennent fin bientôt\n\n${soon.join('\n')}`] : []),
    ...changes.map(cardSection),
    '',
  ].join('\n\n');
}

/** Cards that somebody has to look at. */
export const countDue = ({ changed, ending }: { changed: readonly ChangedCard[]; ending: readonly EndingCard[] }): number => changed.length + new Set(ending.map(({ card }) => card)).size;

/** One line for the start of the server and the end of a build; null when nothing is due. */
export function textsDue({ changed, ending }: { changed: readonly ChangedCard[]; ending: readonly EndingCard[] }): string | null {
  const parts = [
    ...(changed.length > 0 ? [`${changed.length} carte(s) à relire, leurs textes ont changé`] : []),
    ...(ending[0] ? [`${new Set(ending.map(({ card }) => card)).size} carte(s) sur une rédaction qui prend fin, la première le ${ending[0].ends}`] : []),
  ];
  return parts.length === 0 ? null : `Textes : ${parts.join(' ; ')} (« npm run knowledge -- changes », ou /desk/textes).`;
}
