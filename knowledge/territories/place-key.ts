/** Lower case, no accent, no hyphen; « st » is « saint », « ste » is « sainte ». Names and messages are compared in this form. */
export function placeKey(name: string): string {
  let key = name.toLowerCase();
  // Most words have no accent, and normalising is what costs.
  if (/[^\0-\x7f]/.test(key)) key = key.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe').replace(/æ/g, 'ae');
  key = key.replace(/[^a-z0-9]+/g, ' ').trim();
  return key.includes('st') ? key.replace(/\bst(e?)\b/g, 'saint$1') : key;
}
