import { expect, it } from 'vitest';
import { CANNED_REPLIES, cannedReply, CLOSING_REASONS } from '../../../adapters/desk/tables.ts';

it('the tables of the desk have an id, a label and a text each, and no other blank than the name', () => {
  expect(CLOSING_REASONS.length).toBeGreaterThan(2);
  for (const { id, text } of CANNED_REPLIES) {
    expect(cannedReply(id, 'Claire'), id).not.toMatch(/[{}]/);
    expect(text, id).not.toMatch(/(?<!\p{L})(tu|ton|tes)(?!\p{L})/iu);
  }
  expect(cannedReply('bonjour', 'Claire')).toContain('je suis Claire');
  expect(cannedReply('inconnue', 'Claire')).toBeNull();
});
