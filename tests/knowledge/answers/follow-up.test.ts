import { describe, expect, it } from 'vitest';
import { completeFrom } from '../../../knowledge/answers/follow-up.ts';
import type { Topic } from '../../../knowledge/knowledge-base.ts';

const vae: Topic = { theme: 'vae', card: 'vae-definition', question: "c'est quoi la vae" };
const ptp: Topic = { theme: 'ptp', card: 'ptp-conditions', question: 'les conditions du ptp' };
const bilanPrice: Topic = { theme: 'bilan', card: 'bilan-cout', question: 'combien coûte un bilan de compétences' };

describe('a question that leans on the one before', () => {
  it('about its price takes the scheme along', () => expect(completeFrom(vae, 'ça coûte combien ?', null)).toMatchObject({ completed: 'vae ça coûte combien ?', surely: true }));

  it('about somebody else takes the whole question along', () => {
    expect(completeFrom(ptp, 'et pour un intérimaire ?', null)).toMatchObject({ completed: 'les conditions du ptp et pour un intérimaire ?', surely: true });
  });

  it('after a long story takes the short title of the card that answered it', () => {
    const story: Topic = { theme: 'csp', card: 'csp-definition', question: 'x '.repeat(80) };
    expect(completeFrom(story, 'et si je refuse ?', 'Qu’est-ce que le contrat de sécurisation professionnelle (CSP) ?').completed).toMatch(/^(csp|contrat de securisation professionnelle) et si je refuse/);
  });

  it('about another scheme asks the same of it', () => {
    const { completed } = completeFrom(bilanPrice, 'et la VAE ?', null);
    expect(completed).toContain('VAE');
    expect(completed).toContain('combien coute');
    expect(completed).not.toMatch(/bilan/);
  });
});

describe('a question that stands alone', () => {
  it.each(["c'est quoi le cpf", 'mon employeur peut refuser mon départ en formation pendant mes congés', 'comment faire une demande de bilan de compétences'])(
    '« %s » is left as it is',
    (text) => expect(completeFrom(vae, text, null)).toMatchObject({ completed: null, surely: false }),
  );

  it('has nothing to lean on at the beginning', () => expect(completeFrom(null, 'ça coûte combien ?', null).completed).toBeNull());
});
