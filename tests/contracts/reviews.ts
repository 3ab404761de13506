/** What every store must do with the review list. Run by `tests/contracts/store.ts`' callers, with the same way to open a store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NewReviewLine, voiceOf } from '../../bot/feedback/review.ts';
import type { Store } from '../../bot/ports.ts';
import { finished, received } from './store.ts';

const DAY = '2026-11-23';

export function refusal(changes: Partial<NewReviewLine> = {}): NewReviewLine {
  return { kind: 'refusal', outcome: 'abstained', text: 'le CEP pour un moine ?', before: null, theme: null, card: null, reason: null, ...changes };
}

export function reviewContract(name: string, open: () => Store | Promise<Store>): void {
  describe(`${name} keeps the review list`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    let count = 0;
    const note = (line: NewReviewLine, { voice = `voice-${++count}`, day = DAY } = {}) => store.noteReview({ voice, line, day });
    const waiting = async () => (await store.reviewLines('waiting')).map(({ text, count: said }) => [text, said]);

    it('makes one line of the same refusal said by several, whatever the capitals and accents', async () => {
      await note(refusal(), { day: '2026-11-20' });
      await note(refusal({ text: 'Le cép pour un MOINE' }));
      await note(refusal({ text: 'le CEP pour une nonne ?' }));
      const [first, second] = await store.reviewLines('waiting');
      expect(first).toMatchObject({ ...refusal(), count: 2, firstDay: '2026-11-20', lastDay: DAY, treated: null });
      expect(second).toMatchObject({ text: 'le CEP pour une nonne ?', count: 1 });
      expect(await store.reviewLine(first!.number)).toEqual(first);
      expect(await store.reviewLine(9_999)).toBeNull();
    });

    it('keeps apart what differs in outcome, answer, reason or what came before', async () => {
      const base = refusal({ kind: 'bad-mark', outcome: 'answered', card: 'cep-cout', theme: 'cep', reason: 'faux' });
      for (const line of [base, { ...base, card: 'cep-duree' }, { ...base, reason: 'manque' }, { ...base, before: 'le cep ?' }, { ...base, kind: 'refusal' as const }, { ...base, outcome: 'abstained' as const }]) await note(line);
      expect(await store.reviewLines('waiting')).toHaveLength(6);
    });

    it('moves a voice that changes its mind, and lets an empty line go', async () => {
      const mark = refusal({ kind: 'bad-mark', outcome: 'answered', card: 'cep-cout' });
      await note(mark, { voice: 'mine' });
      await note({ ...mark, reason: 'faux' }, { voice: 'mine' });
      await note({ ...mark, reason: 'faux' }, { voice: 'theirs' });
      expect((await store.reviewLines('waiting')).map(({ reason, count: said }) => [reason, said])).toEqual([['faux', 2]]);
      expect((await store.reviewsOf(['mine', 'nobody'])).get('mine')).toEqual({ ...mark, reason: 'faux' });
      await note({ ...mark, kind: 'good-mark', text: '' }, { voice: 'mine' });
      expect((await store.reviewLines('waiting')).map(({ count: said }) => said)).toEqual([1]);
      expect(await store.goodMarks()).toEqual([{ theme: null, card: 'cep-cout', count: 1 }]);
    });

    it('counts a word that is said again by the same voice once', async () => {
      await note(refusal(), { voice: 'mine' });
      await note(refusal(), { voice: 'mine' });
      expect(await waiting()).toEqual([['le CEP pour un moine ?', 1]]);
    });

    it('shows the most frequent first, and what is treated apart', async () => {
      for (const text of ['a', 'b', 'b', 'c', 'c', 'c']) await note(refusal({ text }));
      expect(await waiting()).toEqual([['c', 3], ['b', 2], ['a', 1]]);
      const [most] = await store.reviewLines('waiting');
      expect(await store.treatReview(most!.number, { as: 'test', on: DAY })).toBe(true);
      expect(await waiting()).toEqual([['b', 2], ['a', 1]]);
      expect((await store.reviewLines('treated')).map(({ text, treated }) => [text, treated])).toEqual([['c', { as: 'test', on: DAY }]]);
      await store.treatReview(most!.number, null);
      expect(await waiting()).toHaveLength(3);
      expect(await store.treatReview(9_999, { as: 'card', on: DAY })).toBe(false);
    });

    it('forgets what was said long ago, and what was treated', async () => {
      await note(refusal({ text: 'vieux' }), { day: '2026-05-01' });
      await note(refusal({ text: 'récent' }));
      await note(refusal({ text: 'traité' }));
      const treated = (await store.reviewLines('waiting')).find(({ text }) => text === 'traité');
      await store.treatReview(treated!.number, { as: 'nothing', on: '2026-10-01' });
      expect(await store.forgetReviews({ waiting: '2026-06-01', treated: '2026-10-02' })).toBe(2);
      expect(await waiting()).toEqual([['récent', 1]]);
      expect(await store.reviewLines('treated')).toEqual([]);
    });

    it('notes a turn with the turn, once', async () => {
      await store.accept(received('le CEP pour un moine ?'));
      const turn = { ...finished(received('le CEP pour un moine ?'), 'je ne sais pas'), review: { voice: 'turn', line: refusal(), day: DAY } };
      await Promise.all([store.finish(turn), store.finish(turn)]);
      expect(await waiting()).toEqual([['le CEP pour un moine ?', 1]]);
    });

    it('takes out what a conversation said when it is erased, and leaves what others said (rgpd art. 17)', async () => {
      for (const conversation of ['directline:a', 'directline:b']) {
        const message = received('m1', { conversation });
        await store.accept(message);
        await store.finish({ ...finished(message), review: { voice: voiceOf(conversation, { kind: 'turn', about: 'm1' }), line: refusal(), day: DAY } });
        const mark = refusal({ kind: 'bad-mark', text: `seulement ${conversation}` });
        await note(mark, { voice: voiceOf(conversation, { kind: 'mark', about: 'm1' }) });
      }
      await store.erase('directline:a');
      expect(await waiting()).toEqual([['le CEP pour un moine ?', 1], ['seulement directline:b', 1]]);
      await store.erase('directline:b');
      expect(await waiting()).toEqual([]);
    });
  });
}
