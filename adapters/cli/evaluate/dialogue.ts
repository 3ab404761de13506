/** Talks with the bot as a person would, without network or store: mask first, then the turn, as in a real conversation. */
import { maskPersonalData } from '../../../bot/privacy/mask.ts';
import type { PersonalDataKind } from '../../../bot/privacy/personal-data.ts';
import { newState } from '../../../bot/state.ts';
import type { RunTurn, TurnResult } from '../../../bot/turn.ts';
import type { Citation } from '../../../knowledge/knowledge-base.ts';

export interface Said extends TurnResult {
  masked: PersonalDataKind[];
  /** The message as it is kept. */
  kept: string;
  /** Everything the bot said in the turn. */
  text: string;
  citations: Citation[];
}

export interface Dialogue {
  say(text: string): Promise<Said>;
}

export function startDialogue(runTurn: RunTurn): Dialogue {
  let state = newState();
  let count = 0;
  return {
    async say(text) {
      count += 1;
      const { text: kept, masked } = maskPersonalData(text);
      const result = await runTurn(
        {
          conversation: 'evaluation:1',
          channel: 'evaluation',
          id: String(count),
          kind: 'message',
          text: kept,
          masked,
          reference: null,
          clientData: null,
          receivedAt: new Date().toISOString(),
        },
        state,
      );
      state = result.state;
      return {
        ...result,
        masked,
        kept,
        text: result.replies.map((reply) => reply.text).join('\n\n'),
        citations: result.replies.flatMap((reply) => reply.citations),
      };
    },
  };
}

/** The bot asks two or three things of a person's situation at most; more would be a loop. */
const QUESTIONS_AT_MOST = 6;

/** Asks, and answers « je ne sais pas » to whatever the bot asks back, until it says something. */
export async function askThrough(runTurn: RunTurn, question: string): Promise<Said> {
  const dialogue = startDialogue(runTurn);
  let said = await dialogue.say(question);
  for (let asked = 0; said.outcome === 'asked' && asked < QUESTIONS_AT_MOST; asked += 1) said = await dialogue.say('je ne sais pas');
  return said;
}

/** Says the turns one after the other, and gives what came back to the last. */
export async function sayAll(runTurn: RunTurn, turns: readonly string[]): Promise<Said> {
  const dialogue = startDialogue(runTurn);
  let last: Said | undefined;
  for (const turn of turns) last = await dialogue.say(turn);
  if (last === undefined) throw new Error('A dialogue needs at least one turn.');
  return last;
}
