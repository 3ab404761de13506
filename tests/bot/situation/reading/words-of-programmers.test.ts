import { expect, it } from 'vitest';
import { readSituation } from '../../../support/read-situation.ts';

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('« %s » is a word like others', (word) => {
  expect(readSituation(`je suis ${word}, cadre`)).toContain('cadre');
});
