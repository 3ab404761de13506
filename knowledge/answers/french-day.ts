import type { IsoDate } from '../passage.ts';

const FORMAT = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `2024-01-01` gives « 1er janvier 2024 ». */
export const frenchDay = (day: IsoDate): string => FORMAT.format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, '1er ');
