import fc from "fast-check";
import { LosslessNumber } from "lossless-json";

/** Numbers as they are written: JavaScript would round them before they were sent. */
const LITERALS = [
  "9007199254740993",
  "9223372036854775808",
  "-9223372036854775809",
  "123456789012345678901234567890",
  "1e21",
  "1e400",
  "1e-400",
  "1.5e3",
  "99.9999999999999999e0",
  "-0",
  "4900.0",
  "1.5",
  "0.30000000000000004",
  "9007199254740993.5",
  "-1",
].map((literal) => new LosslessNumber(literal));

const TEXTS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udc00\ud800",
  "\u202eevil",
  "👩‍👩‍👧‍👦".repeat(40),
  "x".repeat(256),
  "x".repeat(5_000),
  "'; DROP TABLE payment; --",
  "%s%n{}$1`",
  "../../etc/passwd",
  "__proto__",
  "constructor",
  "null",
  "1e3",
  "0x10",
  "١٢٣",
  "2026-02-30",
  "2026-02-30T00:00:00Z",
  "0000-01-01",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59-23:59",
  "1000-01-01T00:00:00+23:59",
  "+275760-09-13T00:00:00Z",
  "javascript:alert(1)",
  "http://[::1",
  "http://a b",
  "a@b",
  "USD/19",
  "USD/",
  "P1Y",
  "PT0S",
  "P99999999999999D",
  "99999999999999999999.99",
  "00000000-0000-0000-0000-000000000000",
  "pay_zzzzzzzzzzzzzzzzzzzzzzzzzz",
  "cus_01h455vb4pex5vsknk084sn02q",
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
);

/** What no careful client would send. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  { weight: 3, arbitrary: fc.constantFrom(...LITERALS) },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], [{}]) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(nested(31), nested(33), nested(900)) },
);

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** One change to a value: somewhere in it something is replaced, left out or added. */
interface Change {
  place: number;
  kind: "replace" | "remove" | "add";
  key: string;
  value: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom("replace", "replace", "remove", "add"),
  key: fc.oneof(
    fc.constantFrom("__proto__", "id", "amount", "status", "constructor"),
    fc.string({ maxLength: 6 }),
  ),
  value: hostileValue,
});

/** A value with up to three changes to it, often none. */
export function spoiled(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changes = fc.oneof(fc.constant([]), fc.array(change, { maxLength: 3 }));
  return fc.tuple(valid, changes).map(([value, all]) => all.reduce(apply, value));
}

function apply(value: unknown, made: Change): unknown {
  const copy = clone(value);
  const places = placesIn(copy);
  const place = places[made.place % Math.max(1, places.length)];
  if (!place) return made.value;
  const { holder, key } = place;
  if (made.kind === "remove") delete holder[key];
  else if (made.kind === "replace") holder[key] = made.value;
  else if (Array.isArray(place.holder)) place.holder.push(made.value);
  else define(holder, made.key, made.value);
  return copy;
}

// Not by assignment, which `__proto__` would take for another parent.
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function placesIn(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== "object" || value === null || value instanceof LosslessNumber) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function clone(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof LosslessNumber) return value;
  if (Array.isArray(value)) return value.map(clone);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clone(each)]));
}
