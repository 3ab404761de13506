/**
 * A program made to be killed in the middle of deliveries: real turns, the real store, the real senders.
 * It is told the ports of a webhook and of a mail server, is fed whole conversations, one a line, and says `done ID` after the last reply.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { prepareReading } from '../../bot/steps/read-situation.ts';
import { openSending, SECRET, SETTINGS, TOWNS } from '../support/sending-product.ts';

const tell = (line: string) => writeSync(1, `${line}\n`);

export interface Script {
  conversation: string;
  way: keyof typeof TOWNS;
  agrees: boolean;
}

const [file = '', webhook = '', smtp = ''] = process.argv.slice(2);
// The tables of words are read before the file is opened, which may still be in the hands of the program killed before.
await prepareReading();
tell('ready');
let product: ReturnType<typeof openSending> | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  if (!product) {
    product = openSending(file, { BRETAGNE_URL: webhook, BRETAGNE_SECRET: SECRET, ARA_EMAIL: 'cep@operateur.example' }, {
      settings: { ...SETTINGS, SMTP_URL: smtp },
      pace: { pollMs: 5, claimMs: 30, backOff: { firstMs: 2, atMostMs: 20, attempts: 100_000 } },
    });
    void product.conversations.resume();
    product.delivery.start();
  }
  const { say } = product;
  const { conversation, way, agrees } = JSON.parse(line) as Script;
  const person = `je suis salarié du privé, pas cadre, 40 ans, à ${TOWNS[way]}`;
  const texts = [person, 'parler à une personne', 'laisser mes coordonnées', 'jean@example.fr', agrees ? 'oui transmettre' : 'non merci'];
  void (async () => {
    // The same ids as before the death: a message that was already taken is not taken twice.
    for (const text of texts) await say(conversation, text);
    tell(`done ${conversation}`);
  })();
}
