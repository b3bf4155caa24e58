import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keyIdOf } from "@/lib/crypto/encryption-keys";
import { judgeKeys } from "./doctor/check-keys";
import { refuseOtherKeys } from "./sealed-values";

const newKey = () => randomBytes(32).toString("base64");
const [now, before, lost] = [newKey(), newKey(), newKey()];
const id = (key: string) => keyIdOf("key", key);

beforeEach(() => {
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", now);
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", "");
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_LOST", "");
});
afterEach(() => vi.unstubAllEnvs());

describe("what a database holds sealed", () => {
  it("lets a start go on when one of the keys opens something of it, or when there is nothing", () => {
    for (const sealed of [[], [id(now)], [id(before), id(now)]])
      expect(() => refuseOtherKeys(sealed)).not.toThrow();
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", before);
    expect(() => refuseOtherKeys([id(before)])).not.toThrow();
  });

  it("stops a start whose keys open nothing, in one sentence with both ids and no key", () => {
    expect(() => refuseOtherKeys([id(before)])).toThrow(
      new RegExp(`^[^\n]*key ${id(before)}, and COUNTERFOIL_ENCRYPTION_KEY is ${id(now)}: [^\n]*\\.$`),
    );
    expect(() => refuseOtherKeys([id(before)])).not.toThrow(before.slice(0, 20));
  });

  it("stops none once its key is said to be lost for good", () => {
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_LOST", id(lost));
    expect(() => refuseOtherKeys([id(lost)])).not.toThrow();
    expect(() => refuseOtherKeys([id(lost), id(before)])).toThrow(id(before));
  });

  it("is wrong for the doctor when any of it stays closed, and to be made anew when its key is lost", () => {
    expect(judgeKeys([id(now)]).state).toBe("ok");
    expect(judgeKeys([id(now), id(before)])).toMatchObject({
      state: "wrong",
      sentence: expect.stringContaining(id(before)),
    });
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_LOST", id(before));
    expect(judgeKeys([id(now), id(before)]).state).toBe("advice");
  });
});
