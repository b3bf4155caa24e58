"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { refund } from "@/app/(console)/payments/[id]/actions";
import { RefundEffect, type RefundedCommission } from "@/app/(console)/payments/[id]/refund-effect";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { amountRule, formatMoney, parseMoney } from "@/lib/money/format";

export interface RefundDialogProps {
  id: string;
  currency: string;
  precision: number;
  locale: string;
  /** What is left to refund, in minor units, and as the field shows it. */
  remainingMinor: string;
  remainingDecimal: string;
  /** What a referral payment's refund takes back from its partner. */
  commission?: RefundedCommission | null;
  /** The same form sent twice, after a reload too, refunds once. */
  idempotencyKey: string;
  open: boolean;
  onClose: () => void;
}

type Refusal = { message: string; field?: string };

export function RefundDialog(props: RefundDialogProps) {
  const { id, currency, precision, locale, idempotencyKey, open, onClose } = props;
  const router = useRouter();
  const formId = useId();
  const [amount, setAmount] = useState(props.remainingDecimal);
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const remaining = BigInt(props.remainingMinor);
  const amountMinor = parseMoney(amount, currency, locale, precision);
  const money = (minor: bigint) => formatMoney({ amountMinor: minor, currency, precision }, { locale });

  const form = useAction(refund, (outcome) => {
    if (outcome === "refused") return setRefusal({ message: REFUSED });
    onClose();
    toast(...announcement(outcome, amountMinor === null ? amount : money(amountMinor)));
    router.refresh();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const wrong =
      amountMinor === null ? amountRule(precision, locale) : checkAmount(amountMinor, remaining, money);
    if (wrong) return setRefusal({ message: wrong, field: "amount" });
    setRefusal(null);
    form.run({ id, amount, idempotencyKey, ...(reason && { reason }) });
  };
  const issue = form.errorOf("amount", "refund-amount") ?? form.errorOf("amountMinor", "refund-amount");
  const whole = refusal && !refusal.field ? refusal : form.problem;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Refund"
      description={`${money(remaining)} is left to refund.`}
      footer={
        <>
          <Button onClick={onClose}>Keep the money</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            {amountMinor && amountMinor > 0n ? `Refund ${money(amountMinor)}` : "Refund"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="grid gap-4" noValidate>
        <Field
          id="refund-amount"
          label={`Amount in ${currency}`}
          hint="All that is left, unless you type less."
          error={refusal?.field ? refusal.message : issue}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              value={amount}
              className="figures"
              onChange={(event) => {
                setAmount(event.target.value);
                setRefusal(null);
                form.edited("refund-amount");
              }}
            />
          )}
        </Field>
        <Field id="refund-reason" label="Reason" optional hint="Shown in the payment’s history">
          {(control) => (
            <Input
              {...control}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {props.commission && refundable(amountMinor, remaining) && (
          <RefundEffect
            commission={props.commission}
            remainingMinor={remaining - (amountMinor ?? 0n)}
            locale={locale}
          />
        )}
        {whole && (
          <Notice
            tone="negative"
            title={whole.message}
            {...("requestId" in whole && { requestId: whole.requestId })}
          />
        )}
      </form>
    </Dialog>
  );
}

function refundable(amountMinor: bigint | null, remainingMinor: bigint): boolean {
  return amountMinor !== null && amountMinor > 0n && amountMinor <= remainingMinor;
}

const REFUSED = "The provider refused the refund. The payment is as it was; its history says why.";

function checkAmount(
  amountMinor: bigint,
  remainingMinor: bigint,
  money: (amountMinor: bigint) => string,
): string | null {
  if (amountMinor <= 0n) return "Type more than zero.";
  if (amountMinor > remainingMinor) return `At most ${money(remainingMinor)} is left.`;
  return null;
}

function announcement(
  outcome: "refunded" | "unknown" | "replayed",
  amount: string,
): Parameters<typeof toast> {
  switch (outcome) {
    case "refunded":
      return [`Refunded ${amount}`];
    case "replayed":
      return [
        "This refund was sent before",
        { tone: "neutral", detail: "The payment’s history says how it ended." },
      ];
    case "unknown":
      return [
        "The provider has not answered yet",
        { tone: "neutral", detail: "The refund is being looked up; its history will say how it ended." },
      ];
  }
}
