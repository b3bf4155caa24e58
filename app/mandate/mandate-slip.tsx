import { actionClass, primaryClass } from "@/components/checkout/action-link";
import { Outcome } from "@/components/checkout/outcome";
import { CircleCheckIcon, CircleXIcon, ClockIcon, LockIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { MandatePage } from "@/lib/policies/mandates/mandate-page";
import { cardName } from "@/lib/text/card-brand";
import { isolated } from "@/lib/text/isolated";
import { mandateProviderAddress } from "./addresses";

/** What there is to do with a link by which a payer agrees, by its state. */
export function MandateSlip({ token, page, failed }: { token: string; page: MandatePage; failed: boolean }) {
  const { merchantName, providerLabel, policyNumber } = page;
  switch (page.state) {
    case "waiting":
      return <AgreeForm token={token} page={page} failed={failed} />;
    case "submitted":
      return (
        <Outcome icon={ClockIcon} tone="notice" title="Your bank has yet to confirm">
          <p>
            {providerLabel} has your agreement and has passed it on. You need not do anything more: the
            premiums of policy {policyNumber} are collected when they are due.
          </p>
        </Outcome>
      );
    case "active":
      return (
        <Outcome icon={CircleCheckIcon} tone="positive" title="You have agreed">
          <p>
            The premiums of policy {policyNumber} are collected from {methodOf(page)} when they are due.
            Nothing has been taken now.
          </p>
          <p>To end this, tell {isolated(merchantName)}.</p>
        </Outcome>
      );
    case "ended":
    case "expired":
      return (
        <Outcome icon={CircleXIcon} tone="quiet" title="This link can no longer be used">
          <p>
            Nothing is collected by it. If premiums are still due, ask {isolated(merchantName)} for a new
            link.
          </p>
        </Outcome>
      );
  }
}

function AgreeForm({ token, page, failed }: { token: string; page: MandatePage; failed: boolean }) {
  const { merchantName, providerLabel, policyNumber, type } = page;
  const number = type === "card" ? "card number" : "account number";
  return (
    <form method="post" action={mandateProviderAddress(token)} target="_top" className="flex flex-col gap-5">
      <h1 className="font-semibold text-xl tracking-tight">
        Let {isolated(merchantName)} collect your premiums
      </h1>
      <div role="alert" className="empty:hidden">
        {failed && (
          <Notice tone="caution" title={`${providerLabel}’s page could not be opened`}>
            You have agreed to nothing. Try again in a moment.
          </Notice>
        )}
      </div>
      <p className="text-pretty text-muted-foreground">
        The premiums of policy {policyNumber} are then taken from your{" "}
        {type === "card" ? "card" : "bank account"} on the days they are due. You agree to it on{" "}
        {providerLabel}’s own secure page and come back here afterwards. Your {number} never reaches us, and
        nothing is taken now.
      </p>
      <button type="submit" className={`${actionClass} ${primaryClass} h-12 text-base`}>
        <LockIcon className="size-4" />
        Continue to {providerLabel}
      </button>
    </form>
  );
}

function methodOf({ type, mandate: { brand, last4 } }: MandatePage): string {
  if (!last4) return type === "card" ? "your card" : "your bank account";
  return type === "card"
    ? `your ${brand ? cardName(brand) : "card"} ending in ${last4}`
    : `your bank account ending in ${last4}`;
}
