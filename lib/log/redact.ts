import { knownSecrets } from "./known-secrets";

/** What stands in a log where something was that must not be there. */
export const CENSORED = "[redacted]";

const DEPTH_MAX = 8;

const SECRET_NAME =
  /^(.*authorization|.*cookie|.*password|.*secret|.*token|.*otp|api[-_]?key|.*(card|account)[-_ ]?(number|no)|pan|.*iban|cvc|cvv|security_?code|backup_?codes|database_?url)$/i;

// Secrets of ours, of people and of the providers that there are, wherever they stand in a text: keys, webhooks' secrets, what
// an Authorization header holds. Each begins where a word does, and looks no further from there than it is long: this is run
// over every body, and over what strangers send.
const SECRET_TEXT =
  /\b(?:cf_[0-9A-Za-z]{43}\b|whsec_[\w+/-]{8,}={0,2}|(?:sk|rk)_(?:live|test)_\w{8,}|(?:live|test|sandbox)_[\w-]{24,}|(?:bearer|basic)\s+[\w+/.~=-]{8,}|eyJ[\w-]{8,512}\.[\w-]+\.[\w-]+)/gi;
const ADDRESS_PASSWORD = /(:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g;

// Addresses that are all somebody needs: to pay, to join, to begin. So many characters of a link's token are told, by which
// its lines are found; the rest is more than anybody guesses. A slash may be escaped in JSON, or encoded in an address.
const LINK_TOKEN = /((?:\\?\/|%2f)(?:pay|mandate)(?:\\?\/|%2f))([\w-]{4})[\w-]{12,}/gi;
const SETUP_TOKEN = /((?:\\?\/|%2f)setup(?:\\?\/|%2f))[\w-]+/gi;
// What the query of an address calls a secret.
const QUERY_SECRET =
  /([?&](?:amp;)?[\w-]*(?:token|secret|signature|password|otp|api[-_]?key)=)[^&\s"'<>#\\]+/gi;

// Thirteen to nineteen digits as people write them; which of them are card numbers, the check digit decides.
// Beside a letter or an underscore only in one piece or in fours: anything else there is a part of an id.
const CARD_LIKE =
  /\b(?<![.-])\d(?:[ -]?\d){12,18}(?![\w-])|(?<![\d.-])(?:\d{13,19}|\d{4}(?:[ -]\d{4}){3})(?![\d-])/g;

// Two letters, two digits, then up to thirty more, in groups or not; which of them are IBANs, the check digits decide.
const IBAN_LIKE = /(?<![\w-])[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}(?![\w-])/gi;

// A bank account's number has no form of its own: the word before it tells.
const ACCOUNT_NUMBER =
  /\b((?:account|acct|a\/c)[ _-]?(?:number|num|no|nr)?\b[\s.:=#"']{0,4})\d(?:[ -]?\d){4,16}(?![\w-])/gi;

/** Whether what a field of this name holds must not be told. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** A copy of a value for the log: what its name or its form says is secret is taken out, at any depth. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value;
  if (depth >= DEPTH_MAX) return "[deep]";
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((each) => redact(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isSecretName(name) ? CENSORED : redact(each, depth + 1),
    ]),
  );
}

export function redactText(text: string): string {
  return withoutKnownSecrets(text)
    .replace(SECRET_TEXT, CENSORED)
    .replace(ADDRESS_PASSWORD, `$1${CENSORED}`)
    .replace(LINK_TOKEN, "$1$2…")
    .replace(SETUP_TOKEN, `$1${CENSORED}`)
    .replace(QUERY_SECRET, `$1${CENSORED}`)
    .replace(CARD_LIKE, (digits) => (hasCheckDigit(digits.replace(/\D/g, "")) ? CENSORED : digits))
    .replace(IBAN_LIKE, redactIban)
    .replace(ACCOUNT_NUMBER, `$1${CENSORED}`);
}

/** A text without what this process has been given or has opened, and whole otherwise: for what is kept. */
export function withoutKnownSecrets(text: string): string {
  // Each is looked for before it is replaced: there are few of them, and most texts hold none.
  let without = text;
  for (const secret of knownSecrets())
    if (without.includes(secret)) without = without.replaceAll(secret, CENSORED);
  return without;
}

// An error of the database carries the row it met in its other properties: only these are told.
function redactError(err: Error, depth: number): Record<string, unknown> {
  return {
    type: err.name,
    message: redactText(err.message),
    ...("code" in err ? { code: redact(err.code, depth + 1) } : {}),
    stack: redactText(err.stack ?? ""),
    ...(err.cause === undefined ? {} : { cause: redact(err.cause, depth + 1) }),
  };
}

// Luhn.
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits.at(-1 - place));
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const IBAN_CHARACTERS_MIN = 15;

// Words may follow an IBAN that is written in groups: the longest run of it that checks is the IBAN.
function redactIban(text: string): string {
  for (let end = text.length; end >= IBAN_CHARACTERS_MIN; end--) {
    const candidate = text.slice(0, end);
    if (!candidate.endsWith(" ") && isIban(candidate.replaceAll(" ", ""))) return CENSORED + text.slice(end);
  }
  return text;
}

function isIban(text: string): boolean {
  if (text.length < IBAN_CHARACTERS_MIN) return false;
  const moved = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const character of moved.toLowerCase()) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
