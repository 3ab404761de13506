import { erasureQuestion, erasureWish, nothingErased, receiptReply } from '../privacy/erasure.ts';
import { newState } from '../state.ts';
import type { Turn } from '../turn.ts';

/**
 * The right to erasure by words, on every channel and at any moment (RGPD art. 17). It is asked once, since nothing brings it back.
 * What takes the words away is the store, in the same transaction as the receipt, whose counts `conversations.ts` writes in.
 */
export function eraseEverything(turn: Turn): Turn {
  const { message, state } = turn;
  if (message.kind !== 'message') return turn;
  const wish = erasureWish(message.text, state.erasureAsked);
  switch (wish) {
    case 'confirm':
      return { ...turn, state: { ...newState(), greeted: true }, replies: [receiptReply(null, turn.now, true)], outcome: 'erased' };
    case 'ask':
      return { ...turn, state: { ...state, erasureAsked: true }, replies: [erasureQuestion()], outcome: 'guided' };
    case 'keep':
      return { ...turn, state: { ...state, erasureAsked: false }, replies: [nothingErased()], outcome: 'guided' };
    case null:
      return state.erasureAsked ? { ...turn, state: { ...state, erasureAsked: false } } : turn;
  }
}
