import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/durations";
import { HostedPayment } from "./hosted-payment";
import { PAGE } from "./testing-page";

const NOW = new Date("2026-11-30T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);

function shown(page: Partial<typeof PAGE>, query: Record<string, string> = {}) {
  const props = { token: "t", reader: { locale: "en-GB", timeZone: "UTC" }, kept: null, now: NOW, query };
  return renderToStaticMarkup(<HostedPayment {...props} page={{ ...PAGE, ...page }} />)
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ");
}

describe("a link that is locked", () => {
  it.each([
    ["long before it expires", 48 * HOUR_MS, true],
    ["a moment before it expires", HOUR_MS + 1, true],
    ["until the moment it expires", HOUR_MS, false],
    ["for longer than it lives", HOUR_MS / 2, false],
  ])("%s tells the customer to come back only where that is of use", (_, livesMs, returns) => {
    const text = shown({ state: "locked", lockedUntil: later(HOUR_MS), expiresAt: later(livesMs) });
    expect(text.includes("closed for another 60 minutes, until 30 Nov 2026, 13:00 UTC.")).toBe(returns);
    expect(text.includes("Come back then")).toBe(returns);
    expect(text.includes("Ask Meridian for a new link")).toBe(!returns);
    expect(text).toContain("Nothing was taken.");
  });
});

describe("a customer who is told to wait", () => {
  const pays = { by: "page", label: "Stripe" } as const;
  const inSeconds = (seconds: number) => ({ wait: String(Date.now() + seconds * 1_000) });
  it.each<[string, Record<string, string>, string | null]>([
    ["the whole hour", inSeconds(3_599), "none is tried from here for another 60 minutes."],
    ["what is left of it after a reload", inSeconds(100), "none is tried from here for another 2 minutes."],
    ["the last minute", inSeconds(30), "none is tried from here for another minute."],
    ["nothing once it has passed", inSeconds(-1), null],
    ["nothing by an address of somebody else's making", { wait: "99999999999999" }, null],
    ["nothing by a number of minutes", { wait: "60" }, null],
  ])("waits %s", (_, query, sentence) => {
    const text = shown({ state: "open", pays }, query);
    expect(text.includes("none is tried")).toBe(sentence !== null);
    if (sentence) expect(text).toContain(sentence);
  });
});
