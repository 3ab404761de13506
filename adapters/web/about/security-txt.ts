/** `/.well-known/security.txt`: whom to tell of a weakness (RFC 9116). */
import type { OperatorTable } from '../operator/operator-table.ts';

/** Null while the table has no contact or no end: without either, the file would be none. `publicUrl` is an origin. */
export function securityTxt({ security: { contacts, expires, policy, languages } }: OperatorTable, publicUrl: string | null): string | null {
  if (contacts.length === 0 || expires === '') return null;
  const lines = [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}T23:59:59Z`,
    `Preferred-Languages: ${languages.join(', ')}`,
    ...(publicUrl === null ? [] : [`Canonical: ${publicUrl}/.well-known/security.txt`]),
    ...(policy === '' ? [] : [`Policy: ${policy}`]),
  ];
  return `${lines.join('\n')}\n`;
}
