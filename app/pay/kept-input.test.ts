import { describe, expect, it, vi } from "vitest";
import { keepInput, keptInputOf, readKept } from "./kept-input";

const NUMBER = "4539578763621486";
const SAVED = "01936f2e-0000-7000-8000-000000000001";

describe("what a form keeps without a script", () => {
  it("comes back as it was", () => {
    const kept = keptInputOf(new URLSearchParams({ expiry: "09 / 29", method: SAVED, save: "1" }));
    const cookie = keepInput("/pay/t", kept);
    expect(cookie).toMatch(/; Path=\/pay\/t; Max-Age=600; HttpOnly; SameSite=Lax$/);
    const value = decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1, cookie.indexOf(";")));
    expect(readKept(value)).toEqual({ expiry: "09 / 29", method: SAVED, save: true });
  });

  it("is sent over https alone where that is the page's address", () => {
    vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
    expect(keepInput("/pay/t", keptInputOf(new URLSearchParams()))).toMatch(/; Secure$/);
    vi.unstubAllEnvs();
  });

  it("never holds a card number or a security code, whichever field they were typed into", () => {
    for (const field of ["number", "cvc", "expiry", "method", "save"]) {
      const cookie = keepInput("/pay/t", keptInputOf(new URLSearchParams({ [field]: NUMBER })));
      expect(cookie).not.toContain(NUMBER);
    }
    expect(keepInput("/pay/t", keptInputOf(new URLSearchParams({ cvc: "737" })))).not.toContain("737");
  });
});
