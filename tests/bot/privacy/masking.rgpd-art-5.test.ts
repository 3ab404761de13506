/** RGPD art. 5.1.c: more than two hundred sentences, half of them innocent. What nobody asked for is masked, and nothing else is. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { maskPersonalData } from '../../../bot/privacy/mask.ts';
import { PERSONAL_DATA_KINDS } from '../../../bot/privacy/personal-data.ts';
import { createPseudonyms } from '../../../bot/privacy/pseudonyms.ts';

const { personal, innocent } = z
  .strictObject({ personal: z.record(z.enum(PERSONAL_DATA_KINDS), z.array(z.string())), innocent: z.array(z.string()) })
  .parse(parse(readFileSync(new URL('masking.yaml', import.meta.url), 'utf8')));
const sentences = Object.entries(personal).flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const));

it('two hundred sentences and more, half of them innocent', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(100);
  expect(innocent.length).toBeGreaterThanOrEqual(100);
});

describe('personal data', () => {
  it.each(sentences)('« %s » is masked as %s, in what is kept and in what leaves for a model', (text, kind) => {
    const { text: kept, masked } = maskPersonalData(text);
    expect(masked).toEqual([kind]);
    if (kind !== 'name') expect(kept.replace(/\D/g, '').length, kept).toBeLessThan(Math.max(5, text.replace(/\D/g, '').length - 6));
    expect(maskPersonalData(kept)).toEqual({ text: kept, masked: [] });
    const pseudonyms = createPseudonyms();
    expect(pseudonyms.hide(text)).toMatch(/\[donnée A\]/);
    expect(pseudonyms.restore(pseudonyms.hide(text))).toBe(text);
  });
});

describe('innocent', () => {
  it.each(innocent)('« %s » stays as it is', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, masked: [] });
    expect(createPseudonyms().hide(text)).toBe(text);
  });
});
