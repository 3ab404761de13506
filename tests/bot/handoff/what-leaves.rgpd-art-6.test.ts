import { describe, expect, it } from 'vitest';
import { outgoingFile, withhold } from '../../../bot/handoff/shared.ts';
import { openReception } from '../../support/handoff-conversation.ts';

/** Somebody who strikes the line with that label, then agrees. */
async function strikes(...labels: string[]) {
  const reception = openReception();
  await reception.say('je suis infirmière à Brest, j’ai 34 ans, je voudrais changer de métier');
  let offer = await reception.say('je veux parler à quelqu’un');
  if (offer.outcome !== 'handoff-offered') offer = await reception.say('salariée du privé');
  for (const next of ['non', 'non']) if (offer.outcome !== 'handoff-offered') offer = await reception.say(next);
  for (const label of labels) {
    const number = offer.text.split('\n').find((line) => line.includes(`. ${label} :`))?.split('.')[0];
    offer = await reception.say(`retirer la ligne ${number}`);
  }
  await reception.say('oui, transmettre');
  const handoff = (await reception.handoff())!;
  const file = await reception.desk.open(handoff.id);
  return { ...reception, file, everything: JSON.stringify([file, outgoingFile(handoff, await reception.transcript())]) };
}

describe('a struck line', () => {
  it('reaches nobody: neither the line, nor the words of the conversation that tell it', async () => {
    const { file, everything } = await strikes('Âge');
    expect(file?.handoff.summary.lines.find(({ id }) => id === 'age')).toMatchObject({ shared: false, value: null, said: null });
    expect(everything).toContain('[non partagé]');
    const withoutWithheld = everything.replace(/"withheld":\[[^\]]*\]/g, '');
    expect(withoutWithheld).not.toMatch(/34 ans/);
    expect(everything).toContain('Brest');
  });

  it('is not told by the words behind another line, which was deduced from it', async () => {
    const reception = openReception();
    await reception.say('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier');
    const offer = await reception.say('je veux parler à quelqu’un');
    const number = offer.text.split('\n').find((line) => line.includes('. Contrat :'))?.split('.')[0];
    await reception.say(`retirer la ligne ${number}`);
    await reception.say('oui, transmettre');
    const { lines } = (await reception.handoff())!.summary;
    expect(lines.find(({ id }) => id === 'contrat')).toMatchObject({ shared: false, value: null });
    expect(JSON.stringify(lines)).not.toContain('CDI');
  });

  it('is written « non partagé » and nothing more', async () => {
    const { file } = await strikes('Lieu');
    const lines = file?.handoff.summary.lines ?? [];
    expect(lines.find(({ id }) => id === 'lieu')?.value).toBeNull();
    expect(JSON.stringify(file?.transcript)).not.toContain('Brest');
  });

  it('takes the reason for the operator with it, when the reason rests on it', async () => {
    const { file } = await strikes('Situation');
    expect(file?.handoff.summary.lines.find(({ id }) => id === 'operateur')?.value).not.toMatch(/salari/);
  });

  it('the conversation itself can be struck', async () => {
    const { file } = await strikes('Le texte de notre conversation');
    expect(file?.transcript.filter(({ from }) => from === 'person').map(({ text }) => text)).toEqual([]);
  });
});

describe('the words that are withheld', () => {
  it('are found however they are written, and nowhere inside other words', () => {
    expect(withhold('J’ai 34 ANS, code 3400', ['34 ans'])).toBe('J’ai [non partagé], code 3400');
    expect(withhold('je suis a brest, pas à Brestois', ['Brest'])).toBe('je suis a [non partagé], pas à Brestois');
    expect(withhold('je suis Cadre', ['cadre'])).toBe('je suis [non partagé]');
  });
});

describe('coordinates', () => {
  it('go into the fiche when it asked for them, and stay masked in the conversation', async () => {
    const { say, handoff, transcript } = openReception();
    await say('je suis cadre à Lyon');
    await say('je veux parler à quelqu’un');
    await say('laisser mes coordonnées');
    const { text } = await say('06 12 34 56 78');
    expect(text).toContain('06 12 34 56 78');
    expect((await handoff())?.summary.lines.find(({ id }) => id === 'coordonnees')?.value).toBe('06 12 34 56 78');
    expect((await transcript()).filter(({ from }) => from === 'person').map((entry) => entry.text).join()).not.toContain('06 12');
  });

  it('that nobody asked for are masked, and not kept', async () => {
    const { say, handoff } = openReception();
    await say('je suis cadre à Lyon');
    await say('je veux parler à quelqu’un');
    await say('appelez moi au 06 12 34 56 78');
    expect(JSON.stringify(await handoff())).not.toContain('06 12');
  });
});

describe('health', () => {
  it('is struck from the start unless the person shares it', async () => {
    const { say, handoff } = openReception();
    await say('je suis cadre à Lyon, je suis en situation de handicap (RQTH)');
    await say('je veux parler à quelqu’un');
    expect((await handoff())?.summary.lines.find(({ id }) => id === 'handicap')?.shared).toBe(false);
  });
});

describe('what was shown', () => {
  it('goes with the file: questions with their sources, figures of the labour market included', async () => {
    const { say, handoff } = openReception();
    await say('je suis cadre à Rennes');
    await say('quels métiers recrutent autour de Rennes ?');
    await say('c’est gratuit ?');
    await say('je veux parler à quelqu’un');
    const questions = (await handoff())?.summary.questions ?? [];
    expect(questions.map(({ question }) => question)).toEqual(['quels métiers recrutent autour de Rennes ?', 'c’est gratuit ?']);
    expect(questions[0]?.sources[0]?.title).toMatch(/Besoins en main-d’œuvre/);
  });
});
