/**
 * What people say is sealed before it is written to the database (RGPD art. 32): whoever holds a copy of the disk or a backup, and not
 * the keys, reads nothing. AES-256-GCM; the place of the text (its conversation, its column) is bound to it, so that a sealed text
 * moved elsewhere does not open. The nonce is drawn from the text and its place: the same text at the same place is sealed alike,
 * which lets the database see that nothing has changed, and a nonce never serves for two texts.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { StoreError } from './errors.ts';

export interface Seal {
  /** Seals with the first secret. `place` must be given again to open it. */
  close(text: string, place: string): string;
  /** Opens what any of the secrets sealed; a text that was never sealed is given as it is. Throws `StoreError` without its secret. */
  open(text: string, place: string): string;
  /** What a text begins with that the first secret has sealed; empty when nothing is sealed. */
  readonly mark: string;
}

const MARK = 'sealed.1.';
const NONCE = 12;
const TAG = 16;
/** Characters of a key's name: enough to tell the keys of one operator apart. */
const NAME = 8;

interface Key {
  name: string;
  cipher: Uint8Array;
  nonces: Uint8Array;
}

function keyFrom(secret: string): Key {
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', secret, 'accueil-cep', purpose, 32));
  return { name: createHash('sha256').update(derive('name')).digest('hex').slice(0, NAME), cipher: derive('cipher'), nonces: derive('nonces') };
}

/** For tests and for what only lives in memory. */
export const UNSEALED: Seal = { close: (text) => text, open: (text) => text, mark: '' };

/** `secrets`: the first one seals, all of them open. */
export function createSeal([newest, ...older]: [string, ...string[]]): Seal {
  const current = keyFrom(newest);
  const keys = new Map([current, ...older.map(keyFrom)].map((key) => [key.name, key]));
  const mark = `${MARK}${current.name}.`;

  return {
    mark,
    close(text, place) {
      const nonce = createHmac('sha256', current.nonces).update(`${place.length}:${place}`).update(text).digest().subarray(0, NONCE);
      const cipher = createCipheriv('aes-256-gcm', current.cipher, nonce, { authTagLength: TAG }).setAAD(Buffer.from(place));
      return mark + Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(text, place) {
      if (!text.startsWith(MARK)) return text;
      const key = keys.get(text.slice(MARK.length, MARK.length + NAME));
      if (key === undefined) throw missing();
      const sealed = Buffer.from(text.slice(mark.length), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key.cipher, sealed.subarray(0, NONCE), { authTagLength: TAG }).setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(-TAG));
      try {
        return decipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new StoreError('damaged', 'Une ligne de la base a été changée depuis qu’elle a été scellée. Restaurez une sauvegarde (npm run store -- restore).');
      }
    },
  };
}

const missing = () =>
  new StoreError(
    'sealed',
    'La base est scellée avec une clé qui n’est pas là. Remettez le fichier qui finit par .contents.key à côté de la base, ou l’ancien secret à la fin de STORE_SECRETS, puis relancez.',
  );
