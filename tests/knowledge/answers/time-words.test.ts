import { expect, it } from 'vitest';
import { pastIn } from '../../../knowledge/answers/time-words.ts';

const TODAY = '2026-11-23';

it.each([
  ['et en 2023 ?', 2023, ''],
  ['et avant la réforme ?', null, ''],
  ["c'était comment avant ?", null, ''],
  ["le cpf c'était combien en 2018 ?", 2018, 'le cpf c etait combien'],
])('« %s » is about another day', (text, year, rest) => {
  expect(pastIn(text, TODAY)).toEqual({ year, rest });
});

it.each(["j'ai été licencié en 2023, qui contacter ?", 'et en 2026 ?', 'avant de démissionner', 'un CDI depuis 2020', "c'est gratuit ?"])('« %s » is about today', (text) => {
  expect(pastIn(text, TODAY)).toBeNull();
});
