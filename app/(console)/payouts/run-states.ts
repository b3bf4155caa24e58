import type { Tone } from "@/components/ui/badge";
import type { PayoutTotal } from "@/lib/referrals/payouts/payout-run";

/** What is left to hear from the bank of a run, and what has failed of it. */
export function runStates(totals: readonly PayoutTotal[]): { label: string; tone: Tone }[] {
  const some = (of: "paidMinor" | "failedMinor" | "openMinor") => totals.some((each) => each[of] > 0n);
  const [paid, failed, open] = [some("paidMinor"), some("failedMinor"), some("openMinor")];
  return [
    ...(open ? [{ label: "Open", tone: "notice" } as const] : []),
    ...(failed ? [{ label: paid || open ? "Some failed" : "All failed", tone: "negative" } as const] : []),
    ...(paid && !open && !failed ? [{ label: "Paid", tone: "positive" } as const] : []),
  ];
}
