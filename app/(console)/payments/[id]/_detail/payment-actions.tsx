"use client";

import { useSearchParams } from "next/navigation";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { BanIcon, SendIcon, UndoIcon } from "@/components/ui/icons";
import { Popover } from "@/components/ui/popover";
import type { PaymentStep } from "@/lib/payments/life-cycle";
import type { EvidenceDialogProps } from "./evidence-dialog";
import type { RefundDialogProps } from "./refund-dialog";
import { isRetryable, RetryButtons, type RetryOffer } from "./retry-buttons";
import type { UndoDialogProps } from "./undo-dialog";

// Their scripts come with the press.
const CancelDialog = lazy(() => import("@/app/(console)/_shared/cancel-dialog"));
const EvidenceDialog = lazy(() => import("./evidence-dialog"));
const RefundDialog = lazy(() => import("./refund-dialog"));
const ReverseDialog = lazy(() => import("./reverse-dialog"));
const UndoDialog = lazy(() => import("./undo-dialog"));

/** What can be done with a payment now, as buttons; what cannot, with its reason, for who asks. */
export function PaymentActions({
  id,
  possible,
  impossible,
  amount,
  party,
  cancelMeans,
  refund,
  undo,
  evidence,
  policy,
}: {
  id: string;
  possible: readonly PaymentStep[];
  impossible: readonly { step: string; reason: string }[];
  /** The payment's amount in words, for the confirmation. */
  amount: string;
  /** Whom the money came from or goes to. */
  party: string;
  /** What cancelling it means, in a sentence. */
  cancelMeans: string;
  refund: Omit<RefundDialogProps, "id" | "open" | "onClose">;
  /** What the undoing of a referral payment concerns. */
  undo: Pick<UndoDialogProps, "referral" | "locale"> | null;
  /** The dispute that can be answered now. */
  evidence: Omit<EvidenceDialogProps, "id" | "open" | "onClose"> | null;
  /** Where a failed premium stands. */
  policy: (RetryOffer & { isReversible: boolean }) | null;
}) {
  const offered: readonly OfferedStep[] = policy?.isReversible ? [...possible, "reverse"] : possible;
  const [open, setOpen] = useStepAsked(offered);
  // The payment may change while its form is open: what was typed stays, and sending it twice is still one refund.
  const [formKey, setFormKey] = useState(refund.idempotencyKey);
  const show = (step: OfferedStep) => {
    setFormKey(refund.idempotencyKey);
    setOpen(step);
  };
  const close = () => setOpen(null);
  // As the dispute was when its form was opened, which stays open until it is closed.
  const [answered, setAnswered] = useState<typeof evidence>(null);
  return (
    <>
      {policy && <RetryButtons offer={policy} />}
      {evidence && (
        <Button variant="primary" onClick={() => setAnswered(evidence)}>
          <SendIcon /> Send evidence
        </Button>
      )}
      {possible.includes("refund") && (
        <Button onClick={() => show("refund")}>
          <UndoIcon /> Refund
        </Button>
      )}
      {offered.includes("reverse") && (
        <Button onClick={() => show("reverse")}>
          <UndoIcon /> Reverse
        </Button>
      )}
      {possible.includes("undo") && (
        <Button onClick={() => show("undo")}>
          <BanIcon /> Undo
        </Button>
      )}
      {possible.includes("cancel") && (
        <Button onClick={() => show("cancel")}>
          <BanIcon /> Cancel payment
        </Button>
      )}
      {impossible.length > 0 && (
        <Popover
          variant="ghost"
          align="end"
          triggerClassName="text-muted-foreground"
          trigger={
            offered.length > 0 || evidence || isRetryable(policy) ? "What else?" : "Why can nothing be done?"
          }
          className="w-80"
        >
          <dl className="grid gap-2.5">
            {impossible.map(({ step, reason }) => (
              <div key={step}>
                <dt className="font-medium first-letter:uppercase">{step}: not now</dt>
                <dd className="text-muted-foreground">{reason}</dd>
              </div>
            ))}
          </dl>
        </Popover>
      )}
      <OnceOpen open={open === "cancel"}>
        <CancelDialog
          id={id}
          amount={amount}
          description={cancelMeans}
          open={open === "cancel"}
          onClose={close}
        />
      </OnceOpen>
      {policy && (
        <OnceOpen open={open === "reverse"}>
          <ReverseDialog {...{ id, amount, party }} open={open === "reverse"} onClose={close} />
        </OnceOpen>
      )}
      {undo && (
        <OnceOpen open={open === "undo"}>
          <UndoDialog {...undo} id={id} amount={amount} open={open === "undo"} onClose={close} />
        </OnceOpen>
      )}
      {answered && (
        <Suspense>
          <EvidenceDialog
            {...answered}
            key={answered.idempotencyKey}
            id={id}
            open
            onClose={() => setAnswered(null)}
          />
        </Suspense>
      )}
      <OnceOpen open={open === "refund"}>
        <RefundDialog
          key={formKey}
          {...refund}
          idempotencyKey={formKey}
          id={id}
          open={open === "refund"}
          onClose={close}
        />
      </OnceOpen>
    </>
  );
}

/** From the first time it is opened it stays, closed or open: what was typed, and what was said of it, is not lost. */
function OnceOpen({ open, children }: { open: boolean; children: ReactNode }) {
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  return opened ? <Suspense>{children}</Suspense> : null;
}

/** What an operator can be offered: a step of any payment, or to give a premium back by a payment of its own. */
type OfferedStep = PaymentStep | "reverse";

/**
 * The step whose form is open. A link that asks for one (`?do=refund`) opens it, also from the payment's own page; once it
 * is closed the address asks for nothing any more.
 */
function useStepAsked(offered: readonly OfferedStep[]) {
  const asked = useSearchParams().get("do");
  const [answered, setAnswered] = useState<string | null>(null);
  const [open, setOpen] = useState<OfferedStep | null>(null);
  if (asked !== answered) {
    setAnswered(asked);
    setOpen(offered.find((step) => step === asked) ?? null);
  }
  const change = (step: OfferedStep | null) => {
    setOpen(step);
    if (step === null && asked !== null) window.history.replaceState(null, "", window.location.pathname);
  };
  return [open, change] as const;
}
