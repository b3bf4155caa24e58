import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open, openIfKeyIsHere, seal } from "./seal";

const newKey = () => randomBytes(32).toString("base64");

describe("a sealed secret", () => {
  beforeEach(() => vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", newKey()));
  afterEach(() => vi.unstubAllEnvs());

  it("opens to what was sealed, and its envelope shows nothing of it", () => {
    const envelope = seal("whsec_ä€", "merchant:1");
    expect(envelope.includes("whsec")).toBe(false);
    expect(open(envelope, "merchant:1")).toBe("whsec_ä€");
  });

  it("does not open for another purpose, or after any byte changed", () => {
    const envelope = seal("secret", "merchant:1");
    expect(() => open(envelope, "merchant:2")).toThrow();
    for (let at = 0; at < envelope.length; at++) {
      const altered = Buffer.from(envelope);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => open(altered, "merchant:1")).toThrow();
    }
  });

  it("still opens after the key was rotated, as long as the old key is kept as retired", () => {
    const retired = process.env.COUNTERFOIL_ENCRYPTION_KEY ?? "";
    const envelope = seal("secret", "merchant:1");
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", newKey());
    expect(() => open(envelope, "merchant:1")).toThrow(/COUNTERFOIL_ENCRYPTION_KEYS_RETIRED/);
    expect(openIfKeyIsHere(envelope, "merchant:1")).toBeNull();
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", `${newKey()},${retired}`);
    expect(open(envelope, "merchant:1")).toBe("secret");
    expect(openIfKeyIsHere(envelope, "merchant:1")).toBe("secret");
    expect(() => openIfKeyIsHere(envelope, "merchant:2")).toThrow();
  });

  it("refuses a key of the wrong length, or with other signs in it, by name", () => {
    for (const text of ["c2hvcnQ=", newKey().replace(/^./, "!!")]) {
      vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", text);
      expect(() => seal("x", "y")).toThrow(/COUNTERFOIL_ENCRYPTION_KEY must hold 32 bytes/);
    }
  });
});
