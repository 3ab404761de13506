/** What the letters of the PDF can draw: Latin as Western Europe writes it. */

const DRAWN = /[\n\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2000-\u200a\u2010-\u2015\u2018-\u201a\u201c-\u201e\u2022\u2026\u202f\u2039\u203a\u20ac\u2122\u2212]/;

/** « Łukasz 👍 » becomes « Lukasz ? »: an accent is dropped before a letter is, and nothing is dropped in silence. */
export function writable(text: string): string {
  return [...text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC')].map(drawn).join('').replace(/\ufffd+/g, '?');
}

const PLAIN: Record<string, string> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', '\u202f': '\u00a0', '\u2011': '-', '\u2212': '-' };

function drawn(character: string): string {
  const plain = PLAIN[character];
  if (plain !== undefined) return plain;
  if (DRAWN.test(character)) return character;
  // Marks that join or turn what stands beside them draw nothing.
  if (/[\p{Cf}\p{Mn}\p{Cc}]/u.test(character)) return '';
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return [...bare].every((one) => DRAWN.test(one)) ? bare : '\ufffd';
}
