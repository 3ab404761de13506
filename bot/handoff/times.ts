/** How instants and references of a hand-off are written. */
const TIME = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' });

/** « 14 h 05 », in Paris. */
export function parisTime(instant: Date): string {
  const [hour = '', minute = ''] = TIME.format(instant).split(':');
  return minute === '00' ? `${Number(hour)} h` : `${Number(hour)} h ${minute}`;
}

/** What a person can say on the phone: « K7F2QD ». Names the file, opens nothing. */
export const referenceOf = (id: string): string => id.slice(0, 6).toUpperCase();
