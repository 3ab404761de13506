/** Which documents answer a question, and whether what was found or cited is one of them. */
import { z } from 'zod';

export const expectedSchema = z.strictObject({
  /** Article numbers without dot or space: `L6111-6`. */
  articles: z.array(z.string().regex(/^[LRD]\d[\dA-Z-]*$/)),
  /** Sheets of the ministry, by the last part of their address. */
  sheets: z.array(z.string()),
});
export type Expected = z.infer<typeof expectedSchema>;

/** `code-du-travail:L6111-6` gives `L6111-6`; `fiche:le-bilan#qui` gives `le-bilan`. Takes the id of a passage or of a document. */
export function documentName(id: string): string {
  return id.slice(id.indexOf(':') + 1).split(/[#/]/)[0] ?? id;
}

export const isArticle = (id: string) => id.startsWith('code-du-travail:');

export function isExpected(expected: Expected, id: string): boolean {
  return (isArticle(id) ? expected.articles : expected.sheets).includes(documentName(id));
}

/** Place of the first right document in the list, 1 for the first; null when there is none. */
export function rankOfExpected(expected: Expected, ids: readonly string[]): number | null {
  const index = ids.findIndex((id) => isExpected(expected, id));
  return index < 0 ? null : index + 1;
}
