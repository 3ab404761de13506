/** Brings the chat page to life. Without it the same forms post and the same page comes back. */
import { createAnnouncer } from './announcer.js';
import { createComposer } from './composer.js';
import { createFeed } from './feed.js';
import { createOutbox } from './outbox.js';
import { createTranscript } from './transcript.js';

const LOST = 'Connexion perdue, nouvelle tentative…';
/** What the server says when it cannot take a message yet: the outbox sends it again by itself. */
const WAITING = {
  crowded: 'Beaucoup de personnes écrivent en ce moment. Votre message part dans quelques secondes…',
  'too-fast': 'Vous écrivez plus vite que je ne lis. Votre message part dans quelques secondes…',
};
const GONE = {
  erased: 'Cette conversation n’est plus ouverte. Votre prochain message en commencera une nouvelle.',
  'no-cookie': 'Votre navigateur refuse notre cookie dans ce cadre. Ouvrez la conversation dans son propre onglet.',
};

const UNSENDABLE = {
  empty: 'Écrivez d’abord votre message, puis envoyez-le.',
  'too-long': 'Votre message est trop long. Rien n’est perdu : raccourcissez-le, ou envoyez-le en plusieurs fois.',
};

const element = (id) => document.getElementById(id);
const form = element('composer');
const notice = element('notice');
const announce = createAnnouncer(element('announcer'));
const composer = createComposer(form);
const transcript = createTranscript(element('transcript'), element('typing'), composer);
const troubles = new Map();
let isOver = false;

function tell(text) {
  if (notice.textContent === text) return;
  notice.textContent = text;
  notice.hidden = text === '';
  announce(text);
}
/** What is still wrong with the connection stays said. */
function tellNothing() {
  tell([...troubles.values()].at(-1) ?? '');
}
function lost(what, text = LOST) {
  troubles.set(what, text);
  if (!isOver) tell(text);
}
function back(what) {
  const text = troubles.get(what);
  troubles.delete(what);
  if (troubles.size === 0 && notice.textContent === text) tell('');
}

const feed = createFeed(form.dataset.stream, {
  onEntry: (entry) => transcript.showEntry(entry) && announce(entry.spoken),
  onSettled: () => transcript.wait(false),
  onLost: () => lost('feed'),
  onBack: () => back('feed'),
  onGone(why) {
    // From here on the forms post by themselves: the server knows how to begin again, or says what is missing.
    isOver = true;
    transcript.wait(false);
    tell(GONE[why]);
    if (why === 'no-cookie') notice.insertAdjacentHTML('beforeend', ' <a href="/chat" target="_blank">Ouvrir un onglet</a>');
  },
});

const outbox = createOutbox(form.getAttribute('action'), {
  onSent(message) {
    transcript.markSent(message);
    feed.follow(transcript.lastPosition());
  },
  onRefused(message, why) {
    transcript.withdraw(message);
    composer.giveBack(message.text);
    tell(why);
  },
  onLost: (code) => lost('outbox', WAITING[code]),
  onBack: () => back('outbox'),
});

function send(text) {
  tellNothing();
  element('understood').hidden = false;
  return transcript.showSent(outbox.send(text));
}

// Erasing is asked about in place once something was said; without a script the same button leads to a page that asks.
document.querySelector('.leave').addEventListener('submit', (event) => {
  if (document.querySelector('.entry.person') === null) return;
  event.preventDefault();
  element('leaving').showModal();
});

document.addEventListener('submit', (event) => {
  if (isOver || !event.target.matches('#composer, .choices, .facts')) return;
  event.preventDefault();
  if (event.target === form) {
    const problem = composer.problem();
    const text = composer.take();
    if (text !== null) send(text);
    else tell(UNSENDABLE[problem]);
    composer.focus();
    return;
  }
  const item = send(event.submitter.value);
  // On a phone the text box would open the keyboard over the reply.
  if (matchMedia('(pointer: coarse)').matches) item.focus({ preventScroll: true });
  else composer.focus();
});

// Asked for by whoever uses it: most people never do, and the first message must not wait for it.
document.addEventListener('submit', (event) => {
  if (!event.target.matches('.judge')) return;
  event.preventDefault();
  const { target, submitter } = event;
  import('./feedback.js').then(({ sendMark }) => sendMark(target, submitter.value)).then(tellNothing, () => tell('Votre avis n’a pas pu être envoyé. Réessayez dans un instant.'));
});

// Once mended, the word about it goes.
form.addEventListener('input', () => {
  if (Object.values(UNSENDABLE).includes(notice.textContent) && composer.problem() === null) tellNothing();
});

// A mark leads to its source, also where that one is folded away.
document.addEventListener('click', (event) => {
  const mark = event.target.closest?.('.mark');
  document.getElementById(mark?.hash.slice(1))?.closest('.more-sources')?.setAttribute('open', '');
});

// A page brought back from the browser's memory may show a conversation that was erased since.
addEventListener('pageshow', (event) => event.persisted && location.reload());

if (window !== parent) {
  document.addEventListener('keydown', (event) => event.key === 'Escape' && !element('leaving').open && parent.postMessage('accueil-cep:close', '*'));
}

if (transcript.lastPosition() > 0) {
  feed.follow(transcript.lastPosition());
  element('last')?.scrollIntoView({ block: 'start', behavior: 'instant' });
}
