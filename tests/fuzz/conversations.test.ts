/** Whatever people write, in whatever order: an outcome of the closed list, something said, and the next turn works. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readActivity } from '../../adapters/bot-framework/read-activity.ts';
import { fromActivity } from '../../adapters/bot-framework/activities.ts';
import { RefusedActivity } from '../../adapters/bot-framework/refusals.ts';
import { startDialogue } from '../../adapters/cli/evaluate/dialogue.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { OUTCOMES } from '../../bot/outcomes.ts';
import { maskPersonalData } from '../../bot/privacy/mask.ts';
import { createRunTurn, type RunTurn } from '../../bot/turn.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';
import { anyMessage, fuzz, patience } from '../support/fuzz.ts';
import fc from 'fast-check';

let runTurn: RunTurn;
beforeAll(() => {
  runTurn = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR }), clock: { now: () => new Date('2026-11-23T10:00:00Z') } });
});

describe('any message', () => {
  it('gets an outcome of the list, and words', async () => {
    await fuzz(0.12, fc.array(anyMessage, { minLength: 1, maxLength: 4 }), async (messages) => {
      const dialogue = startDialogue(runTurn);
      for (const text of messages) {
        const { outcome, text: said } = await dialogue.say(text);
        expect(OUTCOMES).toContain(outcome);
        expect(said.trim()).not.toBe('');
      }
    });
  }, patience(0.12));

  it('is masked without a crash, and masked again stays what it is', async () => {
    await fuzz(0.25, fc.array(fc.oneof(anyMessage, fc.constantFrom('06 12 34 56 78', '1 85 05 78 006 084 91', 'a@b.fr', 'FR76 3000 6000 0112 3456 7890 189', 'je m’appelle')), { maxLength: 5 }).map((parts) => parts.join(' ')), (text) => {
      const { text: masked } = maskPersonalData(text);
      expect(maskPersonalData(masked).text).toBe(masked);
    });
  }, patience(0.25));
});

describe('any activity', () => {
  const account = fc.oneof({ weight: 8, arbitrary: fc.record({ id: fc.constantFrom('b1', 'u1') }) }, { weight: 1, arbitrary: fc.jsonValue() });
  const loose = fc.oneof(fc.jsonValue(), fc.record({
    type: fc.oneof({ weight: 6, arbitrary: fc.constantFrom('message', 'conversationUpdate', 'event', 'invoke', 'messageReaction', 'typing') }, { weight: 1, arbitrary: fc.jsonValue() }),
    id: fc.oneof(fc.string(), fc.jsonValue()), channelId: fc.oneof({ weight: 6, arbitrary: fc.constantFrom('msteams', 'sms', 'email') }, { weight: 1, arbitrary: fc.jsonValue() }), serviceUrl: fc.oneof({ weight: 6, arbitrary: fc.webUrl() }, { weight: 1, arbitrary: fc.jsonValue() }),
    conversation: account, from: account, recipient: account,
    text: fc.oneof(anyMessage, fc.jsonValue()), value: fc.jsonValue(), entities: fc.oneof(fc.array(fc.record({ type: fc.constant('mention'), text: fc.oneof(fc.string(), fc.jsonValue()), mentioned: account })), fc.constant(null), fc.jsonValue()),
    attachments: fc.jsonValue(), membersAdded: fc.oneof(fc.array(fc.record({ id: fc.string() })), fc.jsonValue()), channelData: fc.jsonValue(),
  }, { requiredKeys: [] }));

  it('is read as a message, as nothing to say, or refused as no activity', async () => {
    await fuzz(0.25, loose, (body) => {
      try {
        const read = fromActivity(readActivity(body));
        if (read !== null) expect(typeof read.text).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(RefusedActivity);
      }
    });
  }, patience(0.25));
});
