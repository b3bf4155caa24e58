import { z } from "zod";

/** RFC 5321, section 4.5.3.1: a path of 256 octets with its angle brackets. Counted in characters, of any script. */
export const EMAIL_CHARACTERS_MAX = 254;
const LOCAL_CHARACTERS_MAX = 64;
const LABEL_CHARACTERS_MAX = 63;

// RFC 5322, `atext`; and by RFC 6531 whatever is written in another script, joiners within words included.
const ATOM = /^(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\p{C}\p{Z}]|\u200c|\u200d)+$/u;
const LABEL = /^[\p{L}\p{N}](?:(?:[\p{L}\p{M}\p{N}-]|\u200c|\u200d)*[\p{L}\p{M}\p{N}])?$/u;

/**
 * Whether a text is what the field calls an e-mail address: a dot-atom (RFC 5322) in letters of any script (RFC 6531) at a
 * domain name of at least two labels. Quoted local parts and addresses of machines are none.
 */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf("@");
  if (at < 1 || charactersIn(text) > EMAIL_CHARACTERS_MAX) return false;
  return isLocalPart(text.slice(0, at)) && isDomain(text.slice(at + 1).normalize("NFC"));
}

/** An address as addresses are compared: composed, without case. The database's `email_key` does the same. */
export function emailKey(address: string): string {
  return address.normalize("NFC").toLowerCase();
}

/** The field of an e-mail address, as it was typed; `error` words whatever is wrong with it. */
export function emailField(error: string | ((issue: { input?: unknown }) => string)) {
  return z
    .string({ error })
    .meta({ format: "idn-email", maxLength: EMAIL_CHARACTERS_MAX })
    .refine(isEmailAddress, { error, params: { code: "invalid_format" } });
}

function isLocalPart(text: string): boolean {
  return charactersIn(text) <= LOCAL_CHARACTERS_MAX && text.split(".").every((atom) => ATOM.test(atom));
}

function isDomain(text: string): boolean {
  const labels = text.split(".");
  const last = labels.at(-1) ?? "";
  return (
    labels.length > 1 &&
    !/^\p{N}+$/u.test(last) &&
    labels.every((label) => charactersIn(label) <= LABEL_CHARACTERS_MAX && LABEL.test(label))
  );
}

function charactersIn(text: string): number {
  return [...text].length;
}
