"use client";

import { undo } from "@/app/(console)/payments/[id]/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import type { CommissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";
import { isolated } from "@/lib/text/isolated";

export interface UndoDialogProps {
  id: string;
  /** The payment's amount in words. */
  amount: string;
  referral: CommissionOfPayment;
  locale: string;
  open: boolean;
  onClose: () => void;
}

/** Undoes a payment that was recorded by mistake, once it has said what goes with it. */
export default function UndoDialog({ id, amount, referral, locale, open, onClose }: UndoDialogProps) {
  const form = useAction(
    undo,
    (outcome) => {
      onClose();
      toast(outcome === "undone" ? `Undone: ${amount}` : "It had been undone before", {
        link: {
          href: `/referrals/record?referral=${spellId("ref", referral.referralId)}`,
          label: `Record another payment of ${isolated(referral.referralLabel)}`,
        },
      });
    },
    { changes: ["payment", "referral", "commission"] },
  );
  return (
    <FormDialog
      form={form}
      read={(values) => ({ id, reason: textIn(values, "reason") })}
      open={open}
      onClose={onClose}
      look="danger"
      title={`Undo the recording of ${amount}?`}
      description="For what was recorded by mistake: the wrong amount, the wrong customer, twice. It leaves what was collected, every total and report; its history keeps that it was recorded and who undid it. No money is moved: to give back what was paid, refund it instead."
      cancelLabel="Keep it"
      submitLabel="Undo the payment"
    >
      <Field
        id="undo-reason"
        label="Reason"
        hint="Shown in the payment’s history"
        error={form.errorOf("reason", "undo-reason")}
      >
        {(control) => <TextInput {...control} name="reason" maxLength={500} />}
      </Field>
      <UndoEffect referral={referral} locale={locale} />
    </FormDialog>
  );
}

function UndoEffect({
  referral: { partnerName, referralLabel, commission },
  locale,
}: Pick<UndoDialogProps, "referral" | "locale">) {
  const rest = `The referral of ${isolated(referralLabel)} is again as it was without it.`;
  if (!commission || commission.state === "rejected")
    return <Notice title={`${isolated(partnerName)} is owed nothing for it`}>{rest}</Notice>;
  const money = formatMoney(ofCurrency(commission.amountMinor, commission.currency), { locale });
  return <Notice title={`${isolated(partnerName)}’s commission of ${money} is rejected`}>{rest}</Notice>;
}
