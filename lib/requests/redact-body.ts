import { parse, stringify } from "lossless-json";
import { CENSORED, isSecretName, redactText } from "@/lib/log/redact";
import { BODY_CHARACTERS_MAX } from "./limits";

/** What is left of a longer one when it is judged: a secret that the cut goes through is still seen whole. */
const JUDGED_CHARACTERS_MAX = 4 * BODY_CHARACTERS_MAX;

/** A body as the request log keeps it: without secrets, card and account numbers, and cut when it is long. */
export function redactBody(text: string): string {
  const judged = text.slice(0, JUDGED_CHARACTERS_MAX);
  const named = MAY_NAME_SECRET.test(judged) ? redactNamed(judged) : judged;
  return storableText(redactText(named).slice(0, BODY_CHARACTERS_MAX));
}

/** A query as the request log keeps it: decoded, and without what its names or forms say is secret. */
export function redactQuery(query: string): string {
  if (query === "") return "";
  const pairs = [...new URLSearchParams(query)].map(
    ([name, value]) => `${redactText(name)}=${isSecretName(name) ? CENSORED : redactText(value)}`,
  );
  return storableText(pairs.join("&").slice(0, BODY_CHARACTERS_MAX));
}

/** Text that a column can hold: no NUL, no half of a pair. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\u2400").toWellFormed();
}

// Most bodies name nothing secret and need not be read again. An escaped character may hide anything.
const MAY_NAME_SECRET =
  /\\u|authorization|cookie|password|secret|token|otp|api[-_]?key|(?:card|account)[-_ ]?n|pan"|iban|cvc|cvv|security_?code|backup_?codes|database_?url/i;

function redactNamed(text: string): string {
  try {
    return stringify(withoutSecrets(parse(text))) ?? "";
  } catch {
    return unescaped(text).replace(
      NAMED,
      (_, before: string, name: string, between: string, value: string) =>
        isSecretName(name) ? `${before}${name}${between}"${CENSORED}"` : before + name + between + value,
    );
  }
}

function unescaped(text: string): string {
  return text.replace(/\\u00([2-7][\da-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

// A name and its value in text that is no JSON, or only the beginning of one. A name is looked for from where it begins alone:
// from each of its letters, a long one would take the square of its length.
const NAMED = /("?)(?<![\w-])([\w-]+)("?\s*[:=]\s*)("(?:[^"\\]|\\.)*"?|[^\s,;&}\]]+)/g;

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null || "isLosslessNumber" in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, isSecretName(name) ? CENSORED : withoutSecrets(each)]),
  );
}
