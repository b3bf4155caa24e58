// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { showForm as show, unmountForm } from "@/app/(console)/_shared/testing/form";
import { retryNowAction } from "@/app/(console)/retries/actions";
import { RetryDialog } from "./retry-dialog";
import type { RetryLine } from "./retry-line";

vi.mock("@/app/(console)/retries/actions", () => ({ retryNowAction: vi.fn() }));

afterEach(unmountForm);

const line = (id: string): RetryLine => ({
  ...{ originalId: id, latestId: id, latestStatus: "failed", policyId: id, policyNumber: id, holderName: "" },
  ...{ amountMinor: 1_800n, currency: "GBP", precision: 2, amount: "£18.00", why: "", method: "" },
  ...{ kind: "try_again", kindWords: "", failedAt: "", next: "", left: "", refusal: null, means: "" },
  stoppable: false,
});

type Answer = Awaited<ReturnType<typeof retryNowAction>>;
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
])("a retry that is answered %j is told as %j, with %j", async (answers, title, counted) => {
  for (const answer of answers) {
    if (answer) vi.mocked(retryNowAction).mockResolvedValueOnce(answer);
    else vi.mocked(retryNowAction).mockRejectedValueOnce(new Error("no network"));
  }
  const lines = answers.map((_, at) => line(`POL-${at}`));
  const dialog = await show(<RetryDialog lines={lines} onClose={() => {}} />);
  await dialog.click("footer button:last-of-type");
  await vi.waitFor(() => expect(dialog.text()).toContain(counted));
  await vi.waitFor(() => expect(dialog.find("h2").textContent).toBe(title));
});
