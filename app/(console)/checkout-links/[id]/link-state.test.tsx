import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { HOUR_MS } from "@/lib/durations";
import { LinkState, type StatedLink } from "./link-state";

const NOW = new Date("2026-11-30T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const link: StatedLink = {
  stage: "pending",
  failed: false,
  why: "Why.",
  expiresAt: later(48 * HOUR_MS),
  lockedUntil: null,
};

const textOf = (over: Partial<StatedLink>) =>
  renderToStaticMarkup(<LinkState link={{ ...link, ...over }} />).replace(/<[^>]+>/g, "");

it.each<[string, Partial<StatedLink>, RegExp]>([
  ["can be paid", {}, /^Can be paid until 2 Dec 2026, 12:00[^.]*\.$/],
  ["had a try that failed", { failed: true }, /^Can be paid until 2 Dec 2026, 12:00[^.]*\. Why\.$/],
  [
    "is locked, and opens again",
    { failed: true, lockedUntil: later(HOUR_MS) },
    /^Too many cards were declined\. Locked until 30 Nov 2026, 13:00[^.]*; then it can be paid until 2 Dec 2026, 12:00[^.]*\.$/,
  ],
  [
    "is locked for as long as it lives",
    { failed: true, lockedUntil: later(HOUR_MS), expiresAt: later(HOUR_MS / 2) },
    /^Too many cards were declined\. Locked until it expires, at 30 Nov 2026, 12:30[^.]*: the customer needs a new link\.$/,
  ],
  ["is being paid", { stage: "processing" }, /^Why\.$/],
  ["was paid", { stage: "completed" }, /^Why\. Whoever opens the link sees the receipt\.$/],
  [
    "expired",
    { stage: "expired" },
    /^Nobody paid by 2 Dec 2026, 12:00[^.]*\. The link says so to whoever opens it\.$/,
  ],
  ["was cancelled", { stage: "cancelled" }, /^The link says that nothing is to be paid any more\.$/],
])("a link that %s says so", (_, over, sentence) => {
  expect(textOf(over)).toMatch(sentence);
});
