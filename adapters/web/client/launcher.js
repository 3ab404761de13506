/**
 * Puts the assistant on a web site:
 * <script src="https://accueil.example.org/launcher.js" data-operator="Mon opérateur" defer></script>
 * A button at the bottom right opens the chat in a panel. Nothing is asked of the server before it is pressed.
 * data-colour="#5b2a86", data-position="left" and data-label="Besoin d’un conseil ?" change the button (docs/embed.md).
 * The site's own buttons open it with `data-accueil-cep-open`, its scripts with `accueilCep.open()`.
 */
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const { operator = '', colour = '', position = 'right', label = 'Une question ?' } = script.dataset;
  /** Where the visitor left it open, on the pages of this site and until the tab is closed. */
  const OPEN = 'accueil-cep-open';

  /** Black or white, whichever is read better on that colour: one of them always has the contrast that is needed (4.5). */
  function inkOn([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000' : '#fff';
  }
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour)?.slice(1).map((part) => parseInt(part, 16));
  const own = parts === undefined ? '' : `:host, :host(:not(#x)) { --brand: ${colour}; --on: ${inkOn(parts)}; --head: ${colour}; --on-head: ${inkOn(parts)}; }`;
  if (colour !== '' && parts === undefined) console.warn(`Accueil CEP : « ${colour} » n’est pas une couleur. Écrivez-la « #0e5257 ».`);
  const [side, other] = position === 'left' ? ['left', 'right'] : ['right', 'left'];
  const kept = (work) => {
    try {
      return work(sessionStorage);
    } catch {
      // A browser that keeps nothing: the panel is closed on the next page.
      return null;
    }
  };

  // A shadow root and a style sheet made here: the site's own styles and its content policy leave us alone, and we them.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { --brand: #0e5257; --on: #fff; --head: #0e5257; --on-head: #fff; --surface: #fffefb; --ink: #1b2a2d; --hair: #e0dcd0; --focus: #b3541e; font-size: 16px; font-weight: 400; line-height: 1.3; color-scheme: light dark; }
    @media (prefers-color-scheme: dark) { :host { --brand: #8fd6cf; --on: #08282b; --head: #22595b; --on-head: #f2f8f7; --surface: #182629; --ink: #e9efed; --hair: #2a3b3e; --focus: #ffb27a; } }
    * { box-sizing: border-box; }
    button { font: inherit; cursor: pointer; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    .open { position: fixed; ${side}: max(16px, env(safe-area-inset-${side})); bottom: max(16px, env(safe-area-inset-bottom)); z-index: 2147483000; display: inline-flex; align-items: center; gap: 10px; min-height: 56px; padding: 8px 22px 8px 18px; border: 0; border-radius: 28px; background: var(--brand); color: var(--on); font-weight: 700; box-shadow: 0 6px 24px rgb(0 0 0 / 22%); }
    dialog { position: fixed; inset: auto; ${side}: max(16px, env(safe-area-inset-${side})); bottom: max(16px, env(safe-area-inset-bottom)); ${other}: auto; z-index: 2147483001; width: 26rem; max-width: calc(100vw - 32px); height: min(44rem, calc(100dvh - 32px)); max-height: none; margin: 0; padding: 0; border: 1px solid var(--hair); border-radius: 18px; overflow: hidden; background: var(--surface); color: var(--ink); box-shadow: 0 12px 48px rgb(0 0 0 / 26%); }
    dialog[open] { display: flex; flex-direction: column; animation: rise .2s ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
    .head { display: flex; align-items: center; gap: 8px; padding: 4px 6px 4px 16px; background: var(--head); color: var(--on-head); }
    h2 { flex: 1; min-width: 0; margin: 0; font-size: 15px; line-height: 1.25; }
    .close { min-width: 44px; min-height: 44px; padding: 0 10px; border: 0; border-radius: 22px; background: none; color: inherit; }
    .head :focus-visible { outline-color: currentColor; outline-offset: -4px; }
    iframe { flex: 1; width: 100%; border: 0; }
    @media (max-width: 40rem), (max-height: 30rem) { dialog { inset: 0; width: 100vw; max-width: none; height: 100dvh; border: 0; border-radius: 0; } }
    @media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
    @media print { .open { display: none; } }
    ${own}
  `);

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [style];
  root.innerHTML = `
    <button class="open" type="button" aria-haspopup="dialog" aria-expanded="false">
      <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 5h16v11H9l-5 4z"/><path d="M8 9h8M8 12h5"/></svg>
      <span></span>
    </button>
    <dialog aria-labelledby="title">
      <div class="head"><h2 id="title"></h2><button class="close" type="button">Réduire</button></div>
    </dialog>`;
  const [opener, dialog, title, closer] = ['.open', 'dialog', 'h2', '.close'].map((name) => root.querySelector(name));
  opener.querySelector('span').textContent = label;
  title.textContent = operator === '' ? 'Accueil CEP' : `Accueil CEP · ${operator}`;
  let frame = null;
  let caller = null;

  const isNarrow = () => matchMedia('(max-width: 40rem), (max-height: 30rem)').matches;
  /** `isAsked`: somebody has just asked for it, and the focus may go there. */
  function open(isAsked = true) {
    if (dialog.open) return;
    if (frame === null) {
      frame = document.createElement('iframe');
      frame.src = `${origin}/chat?embedded=1`;
      frame.title = 'Conversation avec Accueil CEP';
      dialog.append(frame);
    }
    // Full screen hides the site, so the site must be out of reach too; beside it, both stay in use.
    if (isNarrow()) dialog.showModal();
    else dialog.show();
    opener.setAttribute('aria-expanded', 'true');
    kept((store) => store.setItem(OPEN, '1'));
    if (isAsked) frame.focus();
    // A dialog takes the focus as it opens.
    else root.activeElement?.blur();
  }

  opener.addEventListener('click', () => open());
  addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-accueil-cep-open]') : null;
    if (button === null) return;
    event.preventDefault();
    caller = button;
    open();
  });
  globalThis.accueilCep = { open: () => open(), close: () => dialog.close() };
  closer.addEventListener('click', () => dialog.close());
  dialog.addEventListener('keydown', (event) => event.key === 'Escape' && dialog.close());
  dialog.addEventListener('close', () => {
    opener.setAttribute('aria-expanded', 'false');
    kept((store) => store.removeItem(OPEN));
    // Back to where it was asked from.
    (caller ?? opener).focus();
    caller = null;
  });
  // Keys pressed inside the frame do not come out of it: the chat says when Escape was pressed.
  addEventListener('message', (event) => {
    if (frame !== null && event.source === frame.contentWindow && event.data === 'accueil-cep:close') dialog.close();
  });
  document.body.append(host);
  // It was open on the page before. On a phone it would hide the page that was just chosen.
  if (kept((store) => store.getItem(OPEN)) === '1' && !isNarrow()) open(false);
})();
