/** Steps in their order as the bot makes them, from a small timeline: one step cannot be taken back. */
import { timelineReply } from '../../bot/timeline-reply.ts';
import { citation, sheet } from './web-in-memory.ts';

export const STEPS_REPLY = timelineReply(
  {
    title: 'Dans quel ordre partir ?',
    lead: { text: 'Ne partez pas tout de suite.', citations: [citation(), sheet] },
    steps: [
      { when: 'Encore en poste', text: 'Voyez un conseiller <d’abord>.', irreversible: null, citations: [citation()] },
      { when: 'Après l’accord', text: 'Démissionnez.', irreversible: 'partir avant ferme cette voie.', citations: [sheet, citation()] },
    ],
  },
  [{ label: 'Qui contacter ?', say: 'qui contacter' }],
);
