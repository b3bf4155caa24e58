import { expect, it } from "vitest";
import type { ActionResult } from "@/components/forms/action-result";
import type { RetryResult } from "@/lib/policies/collection/retry-payment";
import { doneTitle, outcomeOf, resultWords } from "./retry-outcome";

type Answer = ActionResult<RetryResult>;
const came = (outcome: "successful" | "failed" | "unknown" | "waiting"): Answer => ({
  ok: true,
  value: { outcome, paymentId: "p" },
});
const refused = (code: string): Answer => ({
  ok: false,
  problem: { code, message: `Refused: ${code}`, issues: [] },
  requestId: "r",
});

/** What each retry is answered (null: the answer is lost), and what is then said of all of them. */
it.each<[(Answer | null)[], string, string]>([
  [[came("successful")], "Retried £18.00", "1 of 1 made, 1 collected"],
  [[came("failed")], "Retried £18.00", "1 of 1 made, 0 collected"],
  [[came("unknown")], "Retried £18.00", "1 of 1 made, 0 collected"],
  [[came("waiting")], "Retried £18.00", "1 of 1 made, 0 collected"],
  [[refused("conflict")], "Nothing was retried", "0 of 1 made, 0 collected"],
  [[refused("forbidden")], "Nothing was retried", "0 of 1 made, 0 collected"],
  [[refused("lost_race")], "Nothing was retried", "0 of 1 made, 0 collected"],
  [[null], "Not known whether £18.00 was retried", "0 of 1 made, 0 collected, 1 unknown"],
  [[refused("internal")], "Not known whether £18.00 was retried", "0 of 1 made, 0 collected, 1 unknown"],
  [[refused("unavailable")], "Not known whether £18.00 was retried", "0 of 1 made, 0 collected, 1 unknown"],
  [
    [null, refused("conflict")],
    "Not known whether 2 premiums were retried",
    "0 of 2 made, 0 collected, 1 unknown",
  ],
  [[came("successful"), refused("conflict")], "Retried 1 of 2 premiums", "1 of 2 made, 1 collected"],
  [[came("successful"), came("failed")], "Retried 2 premiums", "2 of 2 made, 1 collected"],
])("retries that are answered %j are told as %j, with %j", (answers, title, counted) => {
  const outcomes = answers.map(outcomeOf);
  expect(doneTitle(answers.length, outcomes, "£18.00")).toBe(title);
  expect(resultWords(answers.length, outcomes)).toBe(counted);
});
