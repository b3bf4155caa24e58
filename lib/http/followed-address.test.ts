import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { insideAddress, outsideAddressFault } from "./followed-address";

/** Where a browser, or one that decodes or cleans an address on the way, would take each of these: off this site. */
const OUTSIDE = [
  // Another site, in so many words.
  ..."https://evil.example/|http://evil.example|HTTPS://EVIL.EXAMPLE/x|https:evil.example|https:/evil.example|https:\\\\evil.example|ftp://evil.example/|wss://evil.example/|evil.example|@evil.example|.evil.example|:80|?next=//evil.example|#//evil.example".split(
    "|",
  ),
  // What is no address of the web.
  ..."javascript:alert(1)|JaVaScRiPt:alert(1)|java\tscript:alert(1)|\u0001javascript:alert(1)|data:text/html,x|blob:https://evil.example/x|vbscript:x|file:///etc/passwd|about:blank|mailto:a@b.example".split(
    "|",
  ),
  // Without a scheme, with every mark that a browser takes for a slash.
  ...["//", "/\\", "\\/", "\\\\", "///", "////", "/\\/", "//\\", "/\\\\", "\\//", "/////", "///\\"].map(
    (slashes) => `${slashes}evil.example/x`,
  ),
  // White space and control characters, which a browser drops.
  ...["\t", "\n", "\r", "\r\n", "\t\n\r"].flatMap((dropped) => [
    `/${dropped}/evil.example`,
    `/${dropped}\\evil.example`,
    `${dropped}//evil.example`,
    `/${dropped}.${dropped}/${dropped}/evil.example`,
  ]),
  ...[" ", "\u0000", "\u001f"].map((dropped) => `${dropped}//evil.example`),
  // Dot segments: what is left when they are removed begins with two slashes.
  ...["/.", "/..", "/./.", "/../..", "/x/..", "/x/../.", "/x/y/../..", "/././x/.."].flatMap((dots) => [
    `${dots}//evil.example/x`,
    `${dots}/\\evil.example/x`,
    `${dots}\\/evil.example/x`,
  ]),
  ...["%2e", "%2E", "%2e%2e", ".%2e", "%2E.", "%2e%2E", "x/%2e%2e", "x/.%2E", "%2e/%2e"].map(
    (dots) => `/${dots}//evil.example/x`,
  ),
  // Encoded once and twice: for whoever decodes it on the way.
  ..."/%2f/evil.example|/%2F/evil.example|/%2fevil.example|/%5cevil.example|/%5C/evil.example|/%2f%2fevil.example|/%5c%5cevil.example|/%252fevil.example|/%252f%252fevil.example|/%255cevil.example|/%25252fevil.example|/.%2f/evil.example|/x/..%2f/evil.example|/x%2f..%2f%2fevil.example|/x%2f%2e%2e%2f%2fevil.example|/%09/evil.example|/%0a/evil.example|/%0d%0a/evil.example|/%2e%2f%2fevil.example|/%2e%2e%2f%2fevil.example".split(
    "|",
  ),
  // With a user, a port, or another spelling of the host.
  ..."//user@evil.example|//user:password@evil.example:8443/x|//console.example@evil.example|//console.example%40evil.example|//evil.example:443|//0x7f.1|//2130706433|//[::1]:3000/x|//evil%2eexample|//evil。example|//ｅvil.example|/.//user@evil.example|/.//evil.example:8443/x".split(
    "|",
  ),
  // Ours, and a way out: the hosted page goes on to the merchant, a door's answer is no page.
  ..."/pay/token/continue|/PAY/token/continue|/%70ay/token/continue|/x/../pay/token/continue|/.//pay/token|/pay%2ftoken%2fcontinue|/api/auth/oauth/token|/v0/payments|/v1/x|/_next/image?url=//evil.example".split(
    "|",
  ),
  // What cannot be read at all.
  "/%",
  "/%zz",
  "/%e0%a4%a",
  "//[",
  "//:0",
  "",
] as const;

describe("an address that a person is led to within the console", () => {
  it("is tried with a hundred spellings of one outside, and more", () => {
    expect(new Set(OUTSIDE).size).toBe(OUTSIDE.length);
    expect(OUTSIDE.length).toBeGreaterThan(100);
  });

  it.each(OUTSIDE)("is the overview for %j, which leads outside", (asked) => {
    expect(insideAddress(asked)).toBe("/");
  });

  it.each([undefined, null, 7, ["/payments"], { toString: () => "/payments" }])(
    "is the overview for %j, which is no text",
    (asked) => {
      expect(insideAddress(asked)).toBe("/");
    },
  );

  it.each([
    ["/", "/"],
    ["/payments", "/payments"],
    ["/payments?status=failed&q=//evil.example", "/payments?status=failed&q=//evil.example"],
    ["/payments?q=%2F%2Fevil.example", "/payments?q=%2F%2Fevil.example"],
    ["/payments?q=100%", "/payments?q=100%"],
    ["/payments/pay_0192#refund", "/payments/pay_0192"],
    ["/settings/../payments", "/payments"],
    ["/policies/holders/%C3%A4", "/policies/holders/%C3%A4"],
    ["/payouts", "/payouts"],
    ["/payments//evil.example", "/payments//evil.example"],
    ["/@evil.example", "/@evil.example"],
    ["/https://evil.example", "/https://evil.example"],
  ])("%j is %j", (asked, led) => {
    expect(insideAddress(asked)).toBe(led);
    expect(new URL(led, "https://console.example/sign-in").origin).toBe("https://console.example");
    expect(insideAddress(led)).toBe(led);
  });
});

describe("an address that a customer is sent to outside", () => {
  beforeEach(() => vi.stubEnv("PUBLIC_URL", "https://pay.example.com"));
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    "https://shop.example/thanks?order=7#top",
    "http://shop.example:8080/",
    "https://shop.example/@user",
    "https://shop.example/?mail=a@b.example",
    "https://pay.example.com.shop.example/",
    "https://example.com/",
    "https://pay.example.com:8443/",
    "https://xn--shp-sna.example/",
  ])("may be %s", (url) => {
    expect(outsideAddressFault(url)).toBeNull();
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "/thanks",
    "//shop.example",
    "https://",
    " https://shop.example",
    "https://shop.example/\n",
    "https://shop.example:99999/",
  ])("is not %j, which is no address of the web", (url) => {
    expect(outsideAddressFault(url)).toBe("must be an absolute http or https address");
  });

  it.each([
    "https://user@shop.example/",
    "https://user:password@shop.example/",
    "https://pay.example.com@shop.example/",
    "https://@shop.example/",
    "https://:@shop.example/",
    "https://shop.example@pay.example.com/",
    "https://pay.example.com%2F@shop.example/",
  ])("names no user: %s", (url) => {
    expect(outsideAddressFault(url)).toBe("must not hold a user name or a password");
  });

  it.each([
    "https://pay.example.com",
    "https://PAY.example.com/x",
    "HTTPS://pay.example.com:443/",
    "http://pay.example.com/",
    "http://pay.example.com:443/",
    "https://pay.example.com./",
    "https://pay%2Eexample.com/",
    "https://ｐay.example.com/",
    "https://pay。example.com/pay/token/continue",
    "https://pay.example.com:/sign-in",
    "https://pay.example.com:0443/",
    "https://pay.example.com\\@shop.example/",
  ])("is not this console: %s", (url) => {
    expect(outsideAddressFault(url)).toBe("must not be an address of this console");
  });

  it.each([
    "localhost",
    "LOCALHOST.",
    "console.localhost",
    "127.0.0.1",
    "127.1",
    "0x7f.0.0.1",
    "[::1]",
    "[::]",
    "0",
  ])("is not this machine at our port, by the name %s", (host) => {
    vi.stubEnv("PUBLIC_URL", "http://localhost:3000");
    expect(outsideAddressFault(`http://${host}:3000/x`)).toBe("must not be an address of this console");
    expect(outsideAddressFault(`http://${host}:4000/x`)).toBeNull();
  });
});
