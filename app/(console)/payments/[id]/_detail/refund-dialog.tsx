"use client";

import { useState } from "react";
import { refund } from "@/app/(console)/payments/[id]/actions";
import { RefundEffect, type RefundedCommission } from "@/app/(console)/payments/[id]/refund-effect";
import type { ActionInput } from "@/components/forms/action-result";
import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { refusal } from "@/components/forms/refusal";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { amountRule, formatMoney, parseMoney } from "@/lib/money/format";
import { useRefusable } from "./use-refusable";

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
  /** Whom it goes to, and how. */
  goesTo: string;
  /** The same form sent twice, after a reload too, refunds once. */
  idempotencyKey: string;
  open: boolean;
  onClose: () => void;
}

export default function RefundDialog(props: RefundDialogProps) {
  const { id, currency, precision, locale, open, onClose } = props;
  const [typed, setTyped] = useState<string | null>(null);
  // Until somebody types one it is what is left, also when that changes meanwhile.
  const amount = typed ?? props.remainingDecimal;
  const { idempotencyKey, send } = useRefusable(refund, props.idempotencyKey, REFUSED);
  const remaining = BigInt(props.remainingMinor);
  const amountMinor = parseMoney(amount, currency, locale, precision);
  const money = (minor: bigint) => formatMoney({ amountMinor: minor, currency, precision }, { locale });
  const form = useAction(
    async (input: ActionInput<typeof refund>) => {
      const wrong =
        amountMinor === null ? amountRule(precision, locale) : checkAmount(amountMinor, remaining, money);
      return wrong ? refusal(wrong, [{ path: "amount", message: wrong }]) : send(input);
    },
    (outcome) => {
      onClose();
      toast(...announcement(outcome, amountMinor === null ? amount : money(amountMinor)));
    },
    { changes: ["payment"] },
  );
  return (
    <FormDialog
      form={form}
      read={(values) => ({ id, amount, idempotencyKey, reason: textIn(values, "reason") || undefined })}
      open={open}
      onClose={onClose}
      title="Refund"
      description={`To ${props.goesTo}. ${money(remaining)} is left to refund.`}
      cancelLabel="Keep the money"
      submitLabel={amountMinor && amountMinor > 0n ? `Refund ${money(amountMinor)}` : "Refund"}
    >
      <Field
        id="refund-amount"
        label={`Amount in ${currency}`}
        hint="All that is left, unless you type less."
        error={form.errorOf("amount", "refund-amount") ?? form.errorOf("amountMinor", "refund-amount")}
      >
        {(control) => (
          <TextInput
            {...control}
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            className="figures"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Field
        id="refund-reason"
        label="Reason"
        optional
        hint="Shown in the payment’s history"
        error={form.errorOf("reason", "refund-reason")}
      >
        {(control) => <TextInput {...control} name="reason" maxLength={500} />}
      </Field>
      {props.commission && refundable(amountMinor, remaining) && (
        <RefundEffect
          commission={props.commission}
          remainingMinor={remaining - (amountMinor ?? 0n)}
          locale={locale}
        />
      )}
    </FormDialog>
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
