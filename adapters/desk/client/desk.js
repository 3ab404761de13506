/** Brings the desk to life. Without it the same forms post, and « Actualiser » shows what is new. */
import { createAlerts } from './alerts.js';
import { createAnnouncer } from './announcer.js';
import { sendInPlace } from './live-forms.js';
import { renewPart } from './parts.js';

const SLOWEST_RETRY_MS = 10_000;
const LOST = 'Connexion perdue, nouvelle tentative…';
const NOT_SENT = 'Ce n’est pas parti : la connexion est perdue. Votre texte est toujours là, réessayez.';
const GONE = {
  'signed-out': 'Votre session est terminée. Reconnectez-vous pour continuer.',
  gone: 'Ce dossier n’est plus à votre accueil : la personne l’a retiré, ou il est passé à un autre opérateur.',
};

const element = (id) => document.getElementById(id);
const main = element('content');
const announce = createAnnouncer(element('announcer'));
const alerts = element('alerts') && createAlerts(element('alerts'));
if (element('refresh')) element('refresh').hidden = true;

function tell(text) {
  const notice = element('notice');
  if (notice.textContent === text) return;
  // Shown first: what is hidden is not said.
  notice.hidden = text === '';
  notice.textContent = text;
}

function keepAtEnd() {
  const list = element('transcript');
  if (list) list.scrollTop = list.scrollHeight;
}

function showEntry({ html, spoken, own }) {
  const list = element('transcript');
  const template = document.createElement('template');
  template.innerHTML = html;
  const item = template.content.firstElementChild;
  if (element(item.id)) return;
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.append(item);
  if (wasAtEnd || own) keepAtEnd();
  announce(spoken);
}

function noteWaiting() {
  const ids = element('waiting')?.dataset.waiting.split(' ').filter(Boolean) ?? [];
  if (alerts?.waiting(ids)) announce('Une nouvelle personne attend.');
}

/** From where the page stands: what came since is sent, then what changes. */
function follow(address) {
  let delay = 1_000;
  function open() {
    const last = element('transcript')?.lastElementChild?.dataset.position ?? 0;
    const source = new EventSource(`${address}${address.includes('?') ? '&' : '?'}after=${last}`);
    source.addEventListener('open', () => {
      delay = 1_000;
      if (element('notice').textContent === LOST) tell('');
    });
    source.addEventListener('parts', (event) => {
      for (const [id, html] of Object.entries(JSON.parse(event.data))) renewPart(id, html);
      noteWaiting();
    });
    source.addEventListener('entry', (event) => showEntry(JSON.parse(event.data)));
    source.addEventListener('gone', (event) => {
      source.close();
      const why = JSON.parse(event.data);
      // What was there is no longer this counsellor's to read.
      for (const part of main.querySelectorAll('.columns')) part.remove();
      tell(GONE[why]);
      element('notice').insertAdjacentHTML('beforeend', ' <a href="/desk">Revenir au bureau</a>');
    });
    source.addEventListener('error', () => {
      tell(LOST);
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, delay);
      delay = Math.min(delay * 2, SLOWEST_RETRY_MS);
    });
  }
  open();
}

sendInPlace({
  onDone(notice, form) {
    tell(notice);
    form.closest('details')?.removeAttribute('open');
    keepAtEnd();
  },
  onRefused: tell,
  onLost: () => tell(NOT_SENT),
});

// A canned reply goes into the box, to be changed before it is sent.
document.addEventListener('click', (event) => {
  const canned = event.target.closest?.('[data-canned]');
  const box = element('texte');
  if (!canned || !box) return;
  event.preventDefault();
  box.value = [box.value, canned.dataset.canned].filter(Boolean).join('\n');
  box.focus();
});

// A page brought back from the browser's memory may show a file that is gone since.
addEventListener('pageshow', (event) => event.persisted && location.reload());

noteWaiting();
keepAtEnd();
if (main.dataset.stream) follow(main.dataset.stream);
