/** Below this a number is shown by its last two characters alone. */
const SHORT = 10;

/** What is shown of an IBAN: its first and last four characters. */
export function shownIban(iban: string): string {
  return masked(iban, 4, 4);
}

/** What is shown of an account number: its first two and last three characters, of a short one its last two. */
export function shownAccountNumber(number: string): string {
  return number.length < SHORT ? masked(number, 0, 2) : masked(number, 2, 3);
}

function masked(text: string, head: number, tail: number): string {
  return text.slice(0, head) + "*".repeat(text.length - head - tail) + text.slice(-tail);
}
