import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { redactText } from "@/lib/log/redact";
import { isHashedKey, KEY_CHARACTERS_MAX, storedForms, storedKey } from "./idempotency-key";

const FIRST = Buffer.alloc(32, 1).toString("base64");
const SECOND = Buffer.alloc(32, 2).toString("base64");

beforeEach(() => {
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", FIRST);
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const CANARY = "a".repeat(43);

/** Keys of each kind that the log must not hold, two of each. */
const NOT_HELD: [string, string, string][] = [
  ["numbers that a card might have", "1796076247610", "1796076247701"],
  ["a provider's reference of sixteen digits", "4242424242424242", "4000000000000002"],
  ["what looks like an IBAN", "GB82WEST12345698765432", "DE89370400440532013000"],
  ["a secret of an API key", `cf_${CANARY}`, `cf_${"b".repeat(43)}`],
  ["credentials", "basic abcdefgh1", "basic abcdefgh2"],
  ["an address with a token", "https://x.example/?token=one", "https://x.example/?token=two"],
  ["what stands where something was left out", "order [redacted]", "order 1796076247610"],
  ["the form of another", `hidden:${"0".repeat(64)}`, `sha256:${"0".repeat(64)}`],
  ["what no column can hold", "a\0", "a\u2400"],
  ["halves of a pair", "a\uD800", "a\uFFFD"],
];

describe("a key in the log", () => {
  it.each(NOT_HELD)("is one of its own and tells nothing: %s", (_, one, other) => {
    const [first, second] = [storedKey(one) ?? "", storedKey(other) ?? ""];
    expect(first).not.toBe(second);
    expect([first, second].some(isHashedKey)).toBe(true);
    for (const kept of [first, second]) if (!isHashedKey(kept)) expect(redactText(kept)).toBe(kept);
  });

  it("is another wherever another was sent, and the same for the same", () => {
    const digits = fc.integer({ min: 10 ** 12, max: 10 ** 15 }).map(String);
    const key = fc.oneof(digits, fc.string({ unit: "binary", minLength: 1 }), fc.uuid());
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(storedKey(one) === storedKey(other)).toBe(one === other);
      }),
    );
  });

  it("is found by what was sent, by the form that is kept, and after the deployment's key was changed", () => {
    for (const sent of ["order-1", "1796076247610", "k".repeat(KEY_CHARACTERS_MAX + 1)]) {
      vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", FIRST);
      vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", "");
      const kept = storedKey(sent) ?? "";
      vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", SECOND);
      vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", FIRST);
      expect(storedForms(sent)).toContain(kept);
      expect(storedForms(kept)).toContain(kept);
    }
  });

  it("cannot be guessed from its form without the deployment's key", () => {
    const under = (key: string) => {
      vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", key);
      return storedKey("4242424242424242");
    };
    expect(under(FIRST)).not.toBe(under(SECOND));
  });
});
