import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PolicyDefinitions } from "@/app/(console)/payments/[id]/_detail/policy-definitions";
import { ReaderProvider } from "@/components/ui/reader-context";
import { PolicyFacts } from "./policy-facts";
import { PolicyPayments } from "./policy-payments";

const DAY = new Date("2026-01-01T00:00:00Z");
const policy = {
  ...{ id: "p", policyNumber: "POL-1", packageName: "Life", policyholderId: "h", holderName: "Thandi" },
  ...{ status: "active" as const, paymentMethodId: null, monthlyPremiumMinor: 1_800n, currency: "ZAR" },
  ...{ billingFrequency: "monthly" as const, billingDay: 1, startDate: DAY, charges: [] },
};
const payment = {
  ...{ id: "pay", description: null, paymentType: "premium" as const, premiumType: null, retryNumber: 0 },
  ...{ failureReason: null, status: "pending" as const, currency: "ZAR", day: DAY },
  ...{ amountMinor: 1_800n, direction: "in" as const },
};
const due = { attempts: null, batch: null, reversals: [], dueAt: DAY, isPending: true };

const SHOWN = [
  ["the day a policy starts", <PolicyFacts key="facts" policy={policy} />],
  ["the day of a payment", <PolicyPayments key="payments" payments={[payment]} />],
  ["the day a payment is due", <PolicyDefinitions key="due" policy={due} />],
] as const;

it.each(
  SHOWN.flatMap(([what, shown]) =>
    ["America/New_York", "UTC", "Pacific/Kiritimati"].map((timeZone) => ({ what, shown, timeZone })),
  ),
)("$what is the day it is kept as, to a reader in $timeZone", ({ shown, timeZone }) => {
  const reader = { locale: "en-GB", timeZone };
  const text = renderToStaticMarkup(<ReaderProvider reader={reader}>{shown}</ReaderProvider>);
  expect(text).toMatch(/<time [^>]*datetime="2026-01-01"[^>]*>1 Jan 2026<\/time>/i);
});
