import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ALREADY, GONE } from "@/app/pay/addresses";
import { DECLINE_CODES, DECLINES } from "@/lib/connectors/decline-codes";
import { type Notice, PayNotice } from "./pay-notice";

const KNOWN: Record<Exclude<Notice["kind"], "lost">, Notice[]> = {
  declined: DECLINE_CODES.map((code) => ({
    kind: "declined",
    message: DECLINES[code].customer,
    triesLeft: 3,
  })),
  refused: [{ kind: "refused" }],
  already: ALREADY.map((card) => ({ kind: "already", card })),
  gone: GONE.map((gone) => ({ kind: "gone", gone })),
  proof_required: [{ kind: "proof_required" }],
  wait: [{ kind: "wait", minutes: 5 }],
  fault: [{ kind: "fault" }],
};

const textOf = (notice: Notice) =>
  renderToStaticMarkup(<PayNotice notice={notice} />)
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'");

describe("what stands above the form after a try", () => {
  it.each(Object.values(KNOWN).flat())("says once that nothing was charged: %o", (notice) => {
    expect(textOf(notice).match(/nothing was (charged|taken)/gi)).toHaveLength(1);
  });

  it("leaves open whether it was charged where that is not known", () => {
    expect(textOf({ kind: "lost" })).toContain("We cannot say from here whether this was paid.");
    expect(textOf({ kind: "lost" })).not.toMatch(/nothing was/i);
  });
});
