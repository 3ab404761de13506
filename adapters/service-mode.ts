/** The mode of the service as all processes share it: written by `npm run switch`, read from the store every two seconds. */
import type { Journal, Store } from '../bot/ports.ts';
import { NORMAL, type ServiceMode, serviceModeSchema } from '../bot/switch/service-mode.ts';

export const MODE_SETTING = 'service-mode';
const LOOK_MS = 2_000;

export interface FollowedMode {
  current(): ServiceMode;
  stop(): void;
}

/** What cannot be read changes nothing: the last mode that was read stays. */
export async function readMode(store: Pick<Store, 'setting'>): Promise<ServiceMode> {
  const written = await store.setting(MODE_SETTING);
  return written === null ? NORMAL : serviceModeSchema.parse(JSON.parse(written));
}

export async function followMode(store: Pick<Store, 'setting'>, journal: Journal): Promise<FollowedMode> {
  let mode = await readMode(store).catch(() => NORMAL);
  const look = async () => {
    const now = await readMode(store);
    if (now.mode !== mode.mode) journal.info('mode-changed', { mode: now.mode });
    mode = now;
  };
  const timer = setInterval(() => void look().catch((error: unknown) => journal.error('mode-not-read', error)), LOOK_MS).unref();
  return { current: () => mode, stop: () => clearInterval(timer) };
}
