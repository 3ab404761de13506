/** `npm run switch -- …`: turns the bot down or off, and back, while it runs. */
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { MODES, type ServiceMode, serviceModeSchema } from '../../bot/switch/service-mode.ts';
import { loadEnvironmentFile, readConfig } from '../config.ts';
import { MODE_SETTING, readMode } from '../service-mode.ts';
import { openStore } from '../store/open-store.ts';

/** As people write them on the command line. */
const NAMES: Record<string, ServiceMode['mode']> = { normal: 'normal', 'information-seulement': 'information', 'humain-seulement': 'human', arret: 'off', arrêt: 'off' };
const LABELS: Record<ServiceMode['mode'], string> = { normal: 'normal', information: 'information seulement', human: 'humain seulement', off: 'arrêt' };
const HELP = `Baisser ou couper le robot, sans redémarrage ; tous les processus suivent en quelques secondes.

  npm run switch -- show
  npm run switch -- information-seulement [--message "…"]   répond d’après les textes, ne pose plus de question, ne transmet rien
  npm run switch -- humain-seulement [--message "…"]        ne répond plus, propose une personne
  npm run switch -- arret [--message "…"]                   dit seulement qu’il est arrêté, et où s’adresser
  npm run switch -- normal

  --message   dit d’abord aux personnes, 500 caractères au plus
  --by        qui le décide ; sans lui, le compte de cette machine

Les conseillers et leurs conversations ne sont jamais coupés. Une personne en danger reçoit toujours le bon numéro.`;

const describe = ({ mode, message, by, at }: ServiceMode): string => `Mode : ${LABELS[mode]}${at === '' ? '' : `, depuis le ${at} (${by})`}.${message === '' ? '' : `\nMessage : ${message}`}`;

async function run(): Promise<string> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { message: { type: 'string' }, by: { type: 'string' }, help: { type: 'boolean' } } });
  const [wanted] = positionals;
  if (wanted === undefined || values.help === true) return HELP;
  loadEnvironmentFile();
  const store = await openStore(readConfig(process.env));
  try {
    if (wanted === 'show') return describe(await readMode(store));
    const mode = NAMES[wanted];
    if (mode === undefined) throw new Error(`« ${wanted} » n’est pas un mode. Choisissez parmi ${Object.keys(NAMES).slice(0, 4).join(', ')}, ou show.`);
    const chosen = serviceModeSchema.safeParse({ mode, message: values.message ?? '', by: values.by ?? userInfo().username, at: new Date().toISOString() });
    if (!chosen.success) throw new Error(`--message : 500 caractères au plus.`);
    await store.setSetting(MODE_SETTING, JSON.stringify(chosen.data), chosen.data.at);
    return describe(chosen.data);
  } finally {
    await store.close();
  }
}

run().then(
  (text) => console.log(text),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
