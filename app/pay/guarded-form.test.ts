import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BODY_DRAINED_BYTES_MAX } from "@/lib/http/body-bytes";
import { problemOf } from "@/lib/verb/problem";
import { FORM_BYTES_MAX, readGuardedForm } from "./guarded-form";

const FORM = "application/x-www-form-urlencoded";

beforeEach(() => vi.stubEnv("PUBLIC_URL", "https://pay.example"));
afterEach(() => vi.unstubAllEnvs());

function post(body: BodyInit, headers: Record<string, string> = {}) {
  const init = { method: "POST", body, headers: { host: "pay.example", "content-type": FORM, ...headers } };
  return readGuardedForm(
    new Request("http://127.0.0.1:3000/pay/t/submit", { ...init, duplex: "half" } as RequestInit),
  );
}

async function codeOf(read: Promise<unknown>) {
  return problemOf(
    await read.then(
      () => null,
      (err: unknown) => err,
    ),
  )?.code;
}

describe("a posted form", () => {
  it("is read when our own page sent it, also behind a proxy, and when the browser keeps the origin to itself", async () => {
    expect((await post("a=1&b=%C3%A4")).get("b")).toBe("ä");
    expect((await post("a=1", { origin: "https://pay.example" })).get("a")).toBe("1");
    expect((await post("a=1", { origin: "https://pay.example", host: "upstream" })).get("a")).toBe("1");
    expect((await post("a=1", { origin: "null" })).get("a")).toBe("1");
  });

  it("is refused when another site sent it", async () => {
    expect(await codeOf(post("a=1", { origin: "https://elsewhere.example" }))).toBe("malformed_body");
    expect(await codeOf(post("a=1", { origin: "https://pay.example.elsewhere.example" }))).toBe(
      "malformed_body",
    );
    expect(await codeOf(post("a=1", { "sec-fetch-site": "cross-site" }))).toBe("malformed_body");
  });

  it("is refused beyond its limit, whatever length it claims", async () => {
    const chunk = new TextEncoder().encode("a".repeat(1_000));
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    expect(await codeOf(post(endless, { "content-length": "3" }))).toBe("body_too_large");
    expect(sent).toBeLessThan(FORM_BYTES_MAX + BODY_DRAINED_BYTES_MAX + 4 * chunk.byteLength);
  });

  it("is refused when it is none", async () => {
    expect(await codeOf(post("{}", { "content-type": "application/json" }))).toBe("malformed_body");
  });

  it("appears in no refusal", async () => {
    const refused = await post("number=4539578763621486", { origin: "https://elsewhere.example" }).catch(
      (err) => err,
    );
    expect(JSON.stringify(problemOf(refused)) + String(refused)).not.toContain("4539");
  });
});
