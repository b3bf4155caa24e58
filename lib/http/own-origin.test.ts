import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FORWARDED_ORIGIN_HEADER, isOwnOrigin, stampOwnOrigin } from "./own-origin";

afterEach(() => vi.unstubAllEnvs());

function received(headers: Record<string, string>, trustedProxies: number): Record<string, string> {
  const req = new IncomingMessage(new Socket());
  Object.assign(req.headers, headers);
  for (const [name, value] of Object.entries(headers)) req.rawHeaders.push(name, value);
  stampOwnOrigin(req, trustedProxies);
  return req.headers as Record<string, string>;
}

function isOwn(origin: string, headers: Record<string, string> = {}, trustedProxies = 0): boolean {
  return isOwnOrigin(origin, new Headers(received(headers, trustedProxies)));
}

describe("our own origin", () => {
  it.each([
    ["https://pay.example.com", "https://pay.example.com"],
    ["https://pay.example.com", "https://pay.example.com:443"],
    ["https://PAY.Example.com:443", "https://pay.example.com"],
    ["https://pay.example.com", "HTTPS://Pay.Example.COM"],
    ["http://pay.example.com:80", "http://pay.example.com"],
    ["https://pay.example.com:8443", "https://pay.example.com:8443"],
    ["http://localhost:3000", "http://127.0.0.1:3000"],
    ["http://localhost:3000", "http://[::1]:3000"],
  ])("with PUBLIC_URL %s is %s, whatever Host says", (url, origin) => {
    vi.stubEnv("PUBLIC_URL", url);
    for (const host of ["upstream", "pay.example.com:443", "PAY.EXAMPLE.COM", "127.0.0.1:3000", ""]) {
      expect(isOwn(origin, { host }), host).toBe(true);
    }
  });

  it.each([
    "https://elsewhere.example",
    "http://pay.example.com",
    "https://pay.example.com:8443",
    "https://pay.example.com.elsewhere.example",
    "https://pay.example.com@elsewhere.example",
    "null",
    "",
    "pay.example.com",
  ])("is never %s, although Host says so", (origin) => {
    vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
    const host = URL.canParse(origin) ? new URL(origin).host : origin;
    expect(isOwn(origin, { host, "x-forwarded-host": host, [FORWARDED_ORIGIN_HEADER]: origin })).toBe(false);
  });

  it("is also what a trusted proxy was asked for, in the entry that the outermost of them wrote", () => {
    vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
    const forwarded = { "x-forwarded-host": "Other.example:443", "x-forwarded-proto": "https" };
    expect(isOwn("https://other.example", forwarded, 1)).toBe(true);
    expect(isOwn("https://other.example", { "x-forwarded-host": "other.example" }, 1)).toBe(true);
    expect(isOwn("https://pay.example.com", forwarded, 1)).toBe(true);
    const several = { "x-forwarded-host": "invented.example, other.example, inner" };
    expect(isOwn("https://other.example", several, 2)).toBe(true);
    expect(isOwn("https://invented.example", several, 2)).toBe(false);
  });

  it("is what the framework compares with, so that it accepts what we accept", () => {
    vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
    const own = { "x-forwarded-host": "pay.example.com", "x-forwarded-proto": "https" };
    expect(received({ host: "upstream" }, 1)).toMatchObject(own);
    expect(received({ host: "upstream", origin: "https://pay.example.com" }, 0)).toMatchObject(own);
    expect(received({ host: "evil.example", origin: "https://evil.example" }, 0)).toMatchObject(own);
    const other = received({ origin: "https://pay.example.com", "x-forwarded-host": "other.example" }, 1);
    expect(other).toMatchObject(own);
  });
});
