const KEPT = 'bureau-avertir';
const TITLE = document.title;

/** Two short notes, made here: no file, nothing to fetch. */
function ring(context) {
  [0, 0.18].forEach((after, index) => {
    const [note, volume] = [context.createOscillator(), context.createGain()];
    const at = context.currentTime + after;
    note.frequency.value = index === 0 ? 660 : 880;
    volume.gain.setValueAtTime(0.12, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.16);
    note.connect(volume).connect(context.destination);
    note.start(at);
    note.stop(at + 0.17);
  });
}

/** Sound and title when somebody new waits: off until the counsellor allows it, on this browser. */
export function createAlerts(button) {
  let context = null;
  let known = null;

  const isAllowed = () => button.getAttribute('aria-pressed') === 'true';
  function allow(allowed) {
    button.setAttribute('aria-pressed', String(allowed));
    localStorage.setItem(KEPT, allowed ? 'oui' : 'non');
    // Browsers let a page sound once somebody has pressed something.
    if (allowed) context ??= new AudioContext();
    show(known ?? new Set());
  }
  function show(waiting) {
    document.title = isAllowed() && waiting.size > 0 ? `(${waiting.size}) ${TITLE}` : TITLE;
  }
  button.hidden = false;
  button.addEventListener('click', () => allow(!isAllowed()));
  if (localStorage.getItem(KEPT) === 'oui') {
    button.setAttribute('aria-pressed', 'true');
    document.addEventListener('pointerdown', () => (context ??= new AudioContext()), { once: true });
  }

  return {
    /** The ids of those who wait now. True when somebody is new. */
    waiting(ids) {
      const now = new Set(ids);
      const isNew = known !== null && [...now].some((id) => !known.has(id));
      known = now;
      show(now);
      if (isNew && isAllowed() && context !== null) ring(context);
      return isNew;
    },
  };
}
