import type { ReactNode } from "react";
import { ActionLink, actionClass, primaryClass } from "@/components/checkout/action-link";
import { Outcome } from "@/components/checkout/outcome";
import { BanIcon, ClockIcon, HourglassIcon, LockIcon, ShieldIcon } from "@/components/ui/icons";
import { isolated } from "@/lib/text/isolated";
import { CheckPaymentAgain } from "./check-again";

export interface PayStateProps {
  merchantName: string;
  /** Where the merchant wants those who did not pay; null when the link names no such address. */
  backTo: string | null;
}

export function ExpiredState({ merchantName, backTo, expiredAt }: PayStateProps & { expiredAt: ReactNode }) {
  return (
    <Outcome
      icon={HourglassIcon}
      tone="caution"
      title="This link has expired"
      actions={backLink(merchantName, backTo)}
    >
      <p>It could be paid until {expiredAt}. Nothing was taken.</p>
      <p>Ask {isolated(merchantName)} for a new link if you still want to pay.</p>
    </Outcome>
  );
}

export function CancelledState({ merchantName, backTo }: PayStateProps) {
  return (
    <Outcome
      icon={BanIcon}
      tone="quiet"
      title="This payment was cancelled"
      actions={backLink(merchantName, backTo)}
    >
      <p>{isolated(merchantName)} cancelled it, so there is nothing to pay here. Nothing was taken.</p>
      <p>If you did not expect this, ask {isolated(merchantName)}.</p>
    </Outcome>
  );
}

export function LockedState({
  merchantName,
  backTo,
  again,
  reason,
}: PayStateProps & {
  /** When it can be paid again; null where the link expires first. */
  again: { at: ReactNode; minutes: number } | null;
  reason: string | null;
}) {
  return (
    <Outcome icon={LockIcon} tone="caution" title="Too many tries" actions={backLink(merchantName, backTo)}>
      {reason && <p>{reason}</p>}
      {again ? (
        <p>
          To protect your card, this page is closed for another{" "}
          <span className="font-medium text-foreground">
            {again.minutes === 1 ? "minute" : `${again.minutes} minutes`}
          </span>
          , until {again.at}. Nothing was taken. Come back then, with another card if you have one.
        </p>
      ) : (
        <>
          <p>To protect your card, this page is closed, and the link expires before it would open again.</p>
          <p>Nothing was taken. Ask {isolated(merchantName)} for a new link if you still want to pay.</p>
        </>
      )}
    </Outcome>
  );
}

export function ProcessingState({ checkHref }: { checkHref: string }) {
  return (
    <Outcome icon={ClockIcon} tone="notice" title="Your payment is being processed">
      <p role="status">
        This page looks again every few seconds. You can close it: you will not be charged twice.
      </p>
      <CheckPaymentAgain href={checkHref} />
      <p>
        <a href={checkHref} className="text-primary underline underline-offset-2">
          Look now
        </a>
      </p>
    </Outcome>
  );
}

export function ChallengeState({ challengeHref }: { challengeHref: string }) {
  return (
    <Outcome
      icon={ShieldIcon}
      tone="notice"
      title="Your bank wants to check that it is you"
      actions={<ActionLink href={challengeHref}>Continue to your bank</ActionLink>}
    >
      <p>Nothing has been taken yet. The payment goes on once you have answered your bank.</p>
    </Outcome>
  );
}

/** A page of the provider's is open and not paid yet, or the provider has not said so yet. */
export function ProviderPageState({
  action,
  label,
  lookHref,
}: {
  action: string;
  label: string;
  lookHref: string;
}) {
  return (
    <Outcome
      icon={ShieldIcon}
      tone="notice"
      title={`Your payment waits at ${label}`}
      actions={
        <form method="post" action={action} target="_top">
          <button type="submit" className={`${actionClass} ${primaryClass}`}>
            Continue to {label}
          </button>
        </form>
      }
    >
      <p role="status">{label} has not told us of a payment yet. Go on there to pay.</p>
      <p>
        Have you just paid?{" "}
        <a href={lookHref} className="text-primary underline underline-offset-2">
          Look now
        </a>
        : looking never charges you.
      </p>
    </Outcome>
  );
}

/** Nobody takes this merchant's payments of this currency and amount for now. */
export function UnpayableState({ merchantName, backTo }: PayStateProps) {
  return (
    <Outcome
      icon={BanIcon}
      tone="caution"
      title="This cannot be paid at the moment"
      actions={backLink(merchantName, backTo)}
    >
      <p>Nothing was taken. {isolated(merchantName)} has no payment provider for it right now.</p>
      <p>Try again later, or ask {isolated(merchantName)}.</p>
    </Outcome>
  );
}

/** The deployment takes nobody's payments for now: its database was restored or copied. */
export function HeldState({ merchantName, backTo }: PayStateProps) {
  return (
    <Outcome
      icon={BanIcon}
      tone="caution"
      title="No payments can be taken at the moment"
      actions={backLink(merchantName, backTo)}
    >
      <p>Nothing is charged while this page says so. Your link stays as it is.</p>
      <p>Try again later, or ask {isolated(merchantName)}.</p>
    </Outcome>
  );
}

/** The "back to" link, where the merchant gave one. */
export function backLink(merchantName: string, backTo: string | null) {
  return (
    backTo && (
      <ActionLink href={backTo} quiet>
        Back to {isolated(merchantName)}
      </ActionLink>
    )
  );
}
