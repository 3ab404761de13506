import { fill, TEXTS } from '../dialogues/texts.ts';
import type { Ports } from '../ports.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { say } from '../reply.ts';
import { checkedProposals, proposableValues } from '../situation/proposed.ts';
import type { Turn } from '../turn.ts';

/** Fewer words tell nothing of a situation. */
const FEWEST_WORDS = 4;
const PROPOSALS_AT_MOST = 2;

/**
 * Where neither the tables of words nor the texts made anything of a message, a configured model may have understood it.
 * It notes nothing: the person presses the sentence that is true, and that is read like any message. Routing rests on what they said.
 */
export async function proposeFacts(turn: Turn, { model = null }: Pick<Ports, 'model'>): Promise<Turn> {
  const { answer, reading, message } = turn;
  const text = withoutMasks(message.text);
  if (model === null || message.kind !== 'message' || answer?.kind !== 'abstained' || answer.suggestions.length > 0) return turn;
  if (text.split(/\s+/).length < FEWEST_WORDS || (reading?.added.length ?? 0) + (reading?.changed.length ?? 0) > 0) return turn;
  const answered = await model('propose-situation', { message: text, values: proposableValues() });
  const proposals = answered === null ? [] : checkedProposals(answered, text, turn.state.situation).slice(0, PROPOSALS_AT_MOST);
  if (proposals.length === 0) return turn;
  const said = proposals.map((proposal) => `« ${proposal.said} »`);
  const choices = [...proposals.map(({ sentence }) => ({ label: sentence, say: sentence })), { label: 'Parler à une personne', say: 'Parler à une personne' }];
  return { ...turn, replies: [...turn.replies, say(fill(TEXTS.proposal, { said: new Intl.ListFormat('fr').format(new Set(said)) }).trim(), choices)], outcome: 'asked' };
}
