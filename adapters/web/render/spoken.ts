/** What a screen reader says once when an entry arrives; the page itself is then read at leisure. */
import type { ShownEntry } from './entry.ts';

function counted(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}.`];
}

export function spoken({ from, text, reply }: ShownEntry): string {
  if (from === 'person') return '';
  const words = (reply?.text ?? text).replace(/ ?\[\d{1,2}\]/g, '').replace(/^- /gm, '').replace(/\s+/g, ' ').trim();
  const choices = reply?.choices.map(({ label }) => label) ?? [];
  return [
    from === 'bot' ? 'Réponse :' : `${reply?.counsellor ?? 'Votre conseiller'} :`,
    words,
    ...counted(reply?.citations.length ?? 0, 'source', 'sources'),
    ...counted(choices.length, 'proposition', 'propositions'),
  ].join(' ');
}
