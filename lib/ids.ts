import { v7 } from "uuid";

/** What an id may name outside: each prefix belongs to one kind of object. */
export type IdPrefix =
  | "pay"
  | "cus"
  | "key"
  | "mer"
  | "evt"
  | "att"
  | "pm"
  | "we"
  | "wd"
  | "org"
  | "rfd"
  | "evd"
  | "con"
  | ReferralPrefix;
type ReferralPrefix = "ref" | "ptr" | "psh" | "com" | "run" | "pol";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const HEX = "0123456789abcdef";
const SUFFIX_LENGTH = 26;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** A new UUIDv7: ids made by one process sort in the order they were made. */
export function newId(): string {
  return v7();
}

/** The outside spelling of a UUID, a TypeID: `pay_` and 26 characters of Crockford's base 32. */
export function spellId(prefix: IdPrefix, id: string): string {
  let suffix = "";
  // Five bits at a time, and before the first digit the two that 26 places have and 128 bits lack.
  let [held, bits] = [0, 2];
  for (let at = 0; at < id.length; at++) {
    const digit = HEX.indexOf(id.charAt(at));
    if (digit < 0) continue;
    held = (held << 4) | digit;
    bits += 4;
    if (bits < 5) continue;
    bits -= 5;
    suffix += ALPHABET.charAt(held >> bits);
    held &= (1 << bits) - 1;
  }
  if (suffix.length !== SUFFIX_LENGTH || bits > 0) throw new TypeError(`"${id}" is no UUID`);
  return `${prefix}_${suffix}`;
}

/** The UUID behind `pay_…` (with that very prefix), or null when the text is no such id. */
export function readId(prefix: IdPrefix, text: string): string | null {
  if (!text.startsWith(`${prefix}_`)) return null;
  return decodeSuffix(text.slice(prefix.length + 1));
}

/** The UUID behind any spelling a person may paste: `pay_…`, a UUID with or without dashes, in either case. */
export function readAnyId(text: string): string | null {
  const trimmed = text.trim();
  if (UUID.test(trimmed)) return withDashes(trimmed.replaceAll("-", "").toLowerCase());
  const spelled = /^[a-z]{2,4}_([0-9a-z]{26})$/i.exec(trimmed);
  return spelled?.[1] ? decodeSuffix(spelled[1].toLowerCase()) : null;
}

function decodeSuffix(suffix: string): string | null {
  // 26 base-32 digits hold 130 bits: a first digit above 7 would not fit in a UUID's 128.
  if (suffix.length !== SUFFIX_LENGTH || suffix.charAt(0) > "7") return null;
  let value = 0n;
  for (const character of suffix) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return null;
    value = (value << 5n) | BigInt(digit);
  }
  return withDashes(value.toString(16).padStart(32, "0"));
}

function withDashes(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
