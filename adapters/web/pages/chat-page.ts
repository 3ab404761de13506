/** The conversation, as a page that works without a script and lives with one. */
import type { Mark } from '../../../bot/feedback/words.ts';
import type { Reply } from '../../../bot/reply.ts';
import type { IsoDate } from '../../../knowledge/passage.ts';
import type { Assets } from '../../page/assets.ts';
import { MESSAGE_LIMIT } from '../http/message.ts';
import type { Refusal } from '../http/refusal.ts';
import { html, type Html } from '../../page/html.ts';
import { renderEntry, type ShownEntry } from '../render/entry.ts';
import { icon } from '../../page/icons.ts';
import { bar, layout } from '../../page/layout.ts';

export interface ChatPage {
  greeting: Reply;
  entries: ShownEntry[];
  /** What the person said of answers, by entry. */
  marks: Map<string, Mark>;
  today: IsoDate;
  /** Names the message that the form will send. */
  nonce: string;
  embedded: boolean;
  /** The browser came with a conversation that is no longer there. */
  isLost: boolean;
  draft: string;
  refusal: Refusal | null;
  /** The ways to the operator's pages. */
  links: Html;
}

const GREETING_POSITION = 0;
const UNDERSTOOD = 'Ce que j’ai compris';
/** Asked before a conversation is erased: a thumb may land on the button by mistake. */
export const LEAVING = {
  title: 'Effacer cette conversation ?',
  text: 'Vos messages et les réponses seront effacés tout de suite. Personne ne pourra les retrouver.',
  back: 'Revenir à la conversation',
  erase: 'Tout effacer',
};
const LOST_CONVERSATION = 'Votre conversation précédente n’est plus ouverte : elle a été effacée, ou elle a trop attendu. En voici une nouvelle.';

export function chatPath(path: '' | '/quitter' | '/stream' | '/avis', embedded: boolean): string {
  return `/chat${path}${embedded ? '?embedded=1' : ''}`;
}

function transcript(page: ChatPage): Html {
  const greeting: ShownEntry = { id: 'greeting', position: GREETING_POSITION, from: 'bot', text: page.greeting.text, reply: page.greeting };
  const entries = [greeting, ...page.entries];
  const lastMessage = entries.findLastIndex(({ from }) => from === 'person');
  const lastReply = Math.min(lastMessage + 1, entries.length - 1);
  return html`<ol class="transcript" id="transcript">
    ${entries.map((entry, index) =>
      renderEntry(entry, {
        today: page.today,
        action: chatPath('', page.embedded),
        nonce: page.nonce,
        offersChoices: index === entries.length - 1,
        isLast: page.entries.length > 0 && index === lastReply,
        feedback: { action: chatPath('/avis', page.embedded), mark: page.marks.get(entry.id) ?? null },
      }),
    )}
  </ol>`;
}

/** Leads to a page that asks first; the script asks in place, with the same words. */
function leaveButton(embedded: boolean): Html {
  return html`<form class="leave" method="get" action="/chat/quitter">
    ${embedded && html`<input type="hidden" name="embedded" value="1">`}
    <button class="quiet">${icon('leave')}<span>Quitter et effacer</span></button>
  </form>`;
}

function leaveDialog(embedded: boolean): Html {
  return html`<dialog id="leaving" aria-labelledby="leaving-title" aria-describedby="leaving-text">
    <h2 id="leaving-title">${LEAVING.title}</h2>
    <p id="leaving-text">${LEAVING.text}</p>
    <div class="ways">
      <form method="dialog"><button class="primary" autofocus>${LEAVING.back}</button></form>
      <form method="post" action="${chatPath('/quitter', embedded)}"><button class="choice">${LEAVING.erase}</button></form>
    </div>
  </dialog>`;
}

/** One press away at any moment once something was said: what the robot noted, to be corrected or withdrawn. */
function understoodButton(page: ChatPage): Html {
  return html`<form class="choices understood" id="understood" method="post" action="${chatPath('', page.embedded)}"${page.entries.length === 0 && html` hidden`}>
    <input type="hidden" name="nonce" value="${page.nonce}-understood">
    <button class="quiet" name="choice" value="${UNDERSTOOD}">${UNDERSTOOD}</button>
    <a class="quiet" href="/chat/fiche${page.embedded ? '?embedded=1' : ''}">Ma fiche</a>
  </form>`;
}

function waiting(isWaiting: boolean): Html {
  return html`<p class="typing" id="typing"${!isWaiting && html` hidden`}><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>Je cherche dans les textes…</p>
  ${isWaiting && html`<noscript><p class="wait"><a class="choice" href="">Afficher la réponse</a></p></noscript>`}`;
}

function composer(page: ChatPage): Html {
  const problem = page.refusal === null ? null : html`<p class="problem" id="problem"><strong>${page.refusal.title}.</strong> ${page.refusal.text}</p>`;
  return html`<form class="composer" id="composer" method="post" action="${chatPath('', page.embedded)}" data-stream="${chatPath('/stream', page.embedded)}" aria-label="Écrire un message">
    ${problem}
    <input type="hidden" name="nonce" value="${page.nonce}">
    <label for="message">Votre message</label>
    <div class="box">
      <textarea id="message" name="message" rows="1" autocomplete="off" enterkeyhint="send" data-limit="${MESSAGE_LIMIT}"${
        problem !== null && html` aria-invalid="true" aria-describedby="problem"`
      } placeholder="Posez votre question">${page.draft}</textarea>
      <button class="send">${icon('send')}<span>Envoyer</span></button>
    </div>
    <p class="counter" id="counter" hidden></p>
  </form>`;
}

export function chatPage(assets: Assets, page: ChatPage): Html {
  const isWaiting = page.entries.at(-1)?.from === 'person';
  return layout(assets, {
    title: `${page.refusal === null ? '' : `Erreur : ${page.refusal.title} – `}Accueil CEP – vos questions sur votre vie professionnelle`,
    kind: `chat${page.embedded ? ' embedded' : ''}`,
    styles: ['chat.css'],
    scripts: ['chat.js', 'announcer.js', 'composer.js', 'feed.js', 'outbox.js', 'transcript.js'],
    skipTo: { id: 'message', name: 'Aller à la zone de message' },
    content: html`${bar(
      html`<h1${page.embedded && html` class="sr"`}>Accueil CEP</h1><p>Un robot vous répond<span class="wide"> · gratuit · confidentiel</span></p>`,
      leaveButton(page.embedded),
    )}
<main>
  <section class="conversation" aria-label="Conversation">
    ${transcript(page)}
    ${waiting(isWaiting)}
  </section>
  <div class="dock">
    <p class="notice" id="notice"${!page.isLost && html` hidden`}>${page.isLost && LOST_CONVERSATION}</p>
    ${understoodButton(page)}
    ${composer(page)}
  </div>
</main>
<footer class="foot"><p>Réponses tirées de textes officiels, avec leur date.</p>${page.links}</footer>
<div class="sr" id="announcer" aria-live="polite"></div>
${leaveDialog(page.embedded)}`,
  });
}
