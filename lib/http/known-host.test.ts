import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stampUnknownHost, UNKNOWN_HOST_HEADER, unknownHost } from "./known-host";

beforeEach(() => vi.stubEnv("PUBLIC_URL", "https://pay.example.com"));
afterEach(() => vi.unstubAllEnvs());

function received(headers: Record<string, string>, url = "/"): IncomingMessage {
  const req = new IncomingMessage(new Socket());
  req.url = url;
  for (const [name, value] of Object.entries(headers)) {
    req.headers[name.toLowerCase()] = value;
    req.rawHeaders.push(name, value);
  }
  return req;
}

describe("the name a request is sent to", () => {
  it.each([
    "pay.example.com",
    "PAY.Example.COM",
    "pay.example.com:443",
    "pay.example.com:8443",
    "pay.example.com.",
    "localhost",
    "localhost:3000",
    "127.0.0.1:3000",
    "127.1.2.3",
    "[::1]:3000",
  ])("is this server's as %s", (Host) => {
    expect(unknownHost(received({ Host }), 0)).toBeNull();
  });

  it.each([
    "evil.example",
    "pay.example.com.evil.example",
    "evil-pay.example.com",
    "example.com",
    "localhost.evil.example",
    "evil.localhost",
    "127.0.0.1.evil.example",
    "10.0.0.5",
    "[::2]",
    "pay.example.com@evil.example",
    "evil.example/pay.example.com",
    "evil.example#pay.example.com",
    "pay.example.com, evil.example",
    "",
    "[",
  ])("is not this server's as %j", (Host) => {
    expect(unknownHost(received({ Host }), 0)).toBe(Host);
  });

  it("may be one of ALLOWED_HOSTS, to the letter", () => {
    vi.stubEnv("ALLOWED_HOSTS", "console.example.org, app.internal:3000,10.0.0.5");
    for (const Host of ["console.example.org", "app.internal", "10.0.0.5:3000"])
      expect(unknownHost(received({ Host }), 0), Host).toBeNull();
    expect(unknownHost(received({ Host: "x.console.example.org" }), 0)).toBe("x.console.example.org");
  });

  it("is the target's where that has one, and every Host that was sent", () => {
    expect(unknownHost(received({ Host: "pay.example.com" }, "http://evil.example/x"), 0)).toBe(
      "evil.example",
    );
    expect(unknownHost(received({ Host: "pay.example.com", host: "evil.example" }), 0)).toBe("evil.example");
  });

  it("is what a trusted proxy judged, and by nobody's word where none is trusted or none was passed", () => {
    const passed = { Host: "app.internal:3000", "X-Forwarded-For": "192.0.2.7" };
    expect(unknownHost(received(passed), 1)).toBeNull();
    expect(unknownHost(received({ Host: "x", "X-Forwarded-Host": "other.example" }), 1)).toBeNull();
    expect(unknownHost(received(passed), 0)).toBe("app.internal:3000");
    expect(unknownHost(received({ Host: "evil.example" }), 1)).toBe("evil.example");
  });

  it("is told to the doors by a header that nobody else can write", () => {
    const req = received({ Host: "evil.example", [UNKNOWN_HOST_HEADER]: "" });
    stampUnknownHost(req, 0);
    expect(req.headers[UNKNOWN_HOST_HEADER]).toBe("1");
    expect(req.rawHeaders.filter((each) => each === UNKNOWN_HOST_HEADER)).toHaveLength(1);
  });
});
