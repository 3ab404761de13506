import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { otherLanguageIn } from '../../../bot/reading/language.ts';
import { openReception } from '../../support/handoff-conversation.ts';

const WRITTEN: Record<string, string[]> = {
  en: ['hello', 'I want to change my job, can you help me?', 'how can i get training', 'i dont speak french, i need help with work', 'is there someone who can help me'],
  es: ['hola', 'Hola, quiero cambiar de trabajo', 'necesito ayuda para encontrar trabajo', 'no hablo francés, ¿puede ayudarme por favor?'],
  pt: ['olá', 'quero mudar de profissão', 'não falo francês, preciso de ajuda', 'procuro emprego em Lyon, pode ajudar?'],
  it: ['buongiorno', 'vorrei cambiare lavoro', 'cerco lavoro e non parlo francese', 'mi può aiutare? grazie, ho bisogno di lavoro'],
  de: ['hallo', 'ich möchte meinen Beruf wechseln', 'ich suche Arbeit und spreche nicht gut Französisch', 'können Sie mir bitte helfen'],
  tr: ['merhaba', 'iş değiştirmek istiyorum', 'bana yardım edebilir misiniz', 'fransızca bilmiyorum, iş için yardım istiyorum'],
  ro: ['vreau să-mi schimb meseria', 'bună, caut de lucru și nu vorbesc franceză', 'puteți să mă ajutați vă rog'],
  ar: ['أريد تغيير عملي', 'هل يمكنك مساعدتي؟', 'لا أتكلم الفرنسية cpf'],
  uk: ['я хочу змінити роботу, чи є допомога?', 'допоможіть знайти роботу, я з України', 'привіт, мені потрібна консультація'],
  ru: ['я хочу поменять работу', 'помогите найти работу', 'привет'],
  zh: ['我想换工作', '你能帮我吗', '我不会说法语'],
  ta: ['நான் வேலை மாற விரும்புகிறேன்', 'எனக்கு உதவி வேண்டும்'],
};

describe('a message in another language', () => {
  it.each(Object.entries(WRITTEN).flatMap(([code, messages]) => messages.map((message) => [code, message] as const)))('%s: « %s »', (code, message) => {
    expect(otherLanguageIn(message)?.code).toBe(code);
  });

  it('is answered in it, with the way to a person, and the person is asked for in one press', async () => {
    const { say, transcript } = openReception();
    const { choices } = await say('أريد تغيير عملي');
    const [inArabic, inFrench] = (await transcript()).slice(-2).map(({ reply }) => reply!);
    expect(inArabic?.language).toEqual({ code: 'ar', dir: 'rtl' });
    expect(inArabic?.text).toContain('mon-cep.org');
    expect(inFrench?.text).toContain('français');
    expect(choices).toContain('التحدث إلى شخص');
  });
});

describe('a message in French', () => {
  it.each(['je suis data analyst', 'job dating a lyon', 'je veux un job cool', 'burn out', 'ok', 'help', 'je suis community manager et coach', 'CPF', 'taf', 'no problemo', 'salut ca va', 'je parle que anglais', 'mon boss est un manager toxic', 'marketing', 'как on dit', 'jobs étudiants', 'formation english', 'come on je veux un rdv'])('« %s » is not taken for another', (message) => {
    expect(otherLanguageIn(message)).toBeNull();
  });

  it('is never taken for another in all the questions that this project was measured on', () => {
    const asked = ['questions.yaml', 'questions-second.yaml', 'outdated-beliefs.yaml'].flatMap((file) => globSync(`tests/evaluation/${file}`)).flatMap((file) => textsIn(parse(readFileSync(file, 'utf8'))));
    expect(asked.length).toBeGreaterThan(500);
    expect(asked.filter((text) => text.includes(' ') && otherLanguageIn(text) !== null)).toEqual([]);
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
