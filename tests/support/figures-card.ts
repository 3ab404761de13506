/** A card of figures as the bot makes it, with what is hard to draw: a long name, a secret part, letters that markup must escape. */
import type { FiguresCard, Reply } from '../../bot/reply.ts';

export const FIGURES: FiguresCard = {
  kind: 'figures',
  intro: 'Finistère (29), en 2025 : les employeurs prévoyaient au moins 34 484 embauches.',
  title: 'Embauches prévues en 2025, Finistère (29)',
  rows: [
    { label: 'Serveurs de cafés & restaurants <bars>', value: 2274, difficult: 1180, atLeast: false },
    { label: 'Aides de cuisine, apprentis de cuisine et employés polyvalents de la restauration', value: 1540, difficult: 0, atLeast: true, isOwn: true },
    { label: 'Aides-soignants', value: 927, difficult: 791 },
  ],
};

export const FIGURES_REPLY: Reply = { text: `${FIGURES.intro}\n\n- Serveurs : 2 274`, citations: [], choices: [], card: FIGURES };
