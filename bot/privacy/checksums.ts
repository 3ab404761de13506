/** The arithmetic by which a social-security number, a bank account and a card number can be told from any other number. */

/**
 * Tells whether 15 characters are a numéro d'inscription au répertoire (NIR) with its right key.
 * The key is 97 minus the remainder of the first 13 digits; Corsica's 2A and 2B count as 19 and 18.
 */
export function hasValidNirKey(nir: string): boolean {
  const number = nir.slice(0, 13).toUpperCase().replace('2A', '19').replace('2B', '18');
  return 97 - (Number(number) % 97) === Number(nir.slice(13, 15));
}

/** Tells whether an IBAN without spaces passes its ISO 13616 check (remainder 1 modulo 97). */
export function isValidIban(iban: string): boolean {
  const turned = iban.slice(4) + iban.slice(0, 4);
  let remainder = 0;
  for (const character of turned.toUpperCase()) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Tells whether the digits of a payment card pass the Luhn check. */
export function isValidCardNumber(digits: string): boolean {
  let sum = 0;
  for (let position = 0; position < digits.length; position++) {
    const digit = Number(digits[digits.length - 1 - position]);
    const doubled = position % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
