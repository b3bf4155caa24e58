import { stringify } from "lossless-json";

/**
 * JSON whose integers are exact, however large: a bigint goes over the wire digit by digit. What is undefined is left out;
 * null where the value itself is.
 */
export function exactJson(value: unknown): string {
  const plain = withoutBigints(value);
  return (plain === NOT_PLAIN ? stringify(value) : JSON.stringify(plain)) ?? "null";
}

const NOT_PLAIN = Symbol();

/**
 * The same value with its bigints as numbers, which the language's own writer takes: it is several times as quick as one
 * written in it. NOT_PLAIN where a number would lose digits, or an object says itself how it is written.
 */
function withoutBigints(value: unknown): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : NOT_PLAIN;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return allWithoutBigints(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value instanceof Date ? value : NOT_PLAIN;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    // To be assigned, this one name would be a prototype.
    if (name === "__proto__") return NOT_PLAIN;
    const plain = withoutBigints((value as Record<string, unknown>)[name]);
    if (plain === NOT_PLAIN) return NOT_PLAIN;
    copy[name] = plain;
  }
  return copy;
}

function allWithoutBigints(values: readonly unknown[]): unknown {
  const copy: unknown[] = [];
  for (const value of values) {
    const plain = withoutBigints(value);
    if (plain === NOT_PLAIN) return NOT_PLAIN;
    copy.push(plain);
  }
  return copy;
}
