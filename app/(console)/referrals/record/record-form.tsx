"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { recordPaymentAction } from "@/app/(console)/referrals/actions";
import { ActionForm } from "@/components/forms/action-form";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import type { ReferralOffer } from "@/components/referrals/referral-offer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney, parseMoney } from "@/lib/money/format";
import { ChosenReferral } from "./chosen-referral";
import { EarningPreview } from "./earning-preview";
import { ReferralPicker } from "./referral-picker";
import { SubscriptionFields, subscriptionIn } from "./subscription-fields";

/** Records what a referral paid; what its partner earns by it is said before it is recorded. */
export function RecordReferralPaymentForm({
  chosen,
  currencies,
  locale,
  days,
  idempotencyKey,
}: {
  chosen: ReferralOffer | null;
  currencies: readonly string[];
  locale: string;
  /** The days a payment may have been made on that is recorded now. */
  days: { first: string; last: string };
  /** Minted when the form was shown: however often it is sent, it records one payment. */
  idempotencyKey: string;
}) {
  const router = useRouter();
  const [key] = useState(idempotencyKey);
  const [referral, setReferral] = useState(chosen);
  const [amount, setAmount] = useState("");
  const [currency, setCurrency] = useState("EUR");
  const typed = parseMoney(amount, currency, locale);
  const amountMinor = typed !== null && typed > 0n ? typed : null;
  const money = (minor: bigint) => formatMoney(ofCurrency(minor, currency), { locale });
  const form = useAction(
    recordPaymentAction,
    (path) => {
      router.push(path);
      toast(`Recorded ${amountMinor === null ? amount : money(amountMinor)}`, {
        link: { href: `${path}?do=undo`, label: "Undo" },
      });
    },
    {
      changes: ["payment", "referral", "commission"],
      schema: () =>
        import("@/lib/referrals/forms").then(({ recordPaymentForm }) => recordPaymentForm(locale)),
    },
  );
  return (
    <ActionForm
      form={form}
      read={(data) => ({
        merchantId: referral?.merchantId ?? "",
        referralId: referral?.id ?? "",
        amount: textIn(data, "amount"),
        currency: textIn(data, "currency"),
        paidOn: textIn(data, "paidOn"),
        subscription: subscriptionIn(data),
        idempotencyKey: key,
      })}
    >
      {referral ? (
        <ChosenReferral
          referral={referral}
          problem={form.errorOf("referral")}
          onRemove={() => setReferral(null)}
        />
      ) : (
        <Field id="referralId" label="Who paid" error={form.errorOf("referralId")}>
          {(field) => <ReferralPicker control={field} onChoose={setReferral} />}
        </Field>
      )}
      <div className="grid grid-cols-[1fr_7rem] gap-3">
        <Field id="amount" label="Amount" error={form.errorOf("amount")}>
          {(field) => (
            <TextInput
              {...field}
              name="amount"
              inputMode="decimal"
              autoComplete="off"
              className="figures"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </Field>
        <Field id="currency" label="Currency" error={form.errorOf("currency")}>
          {(field) => (
            <SelectInput
              {...field}
              name="currency"
              value={currency}
              onChange={(event) => setCurrency(event.target.value)}
            >
              {currencies.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </SelectInput>
          )}
        </Field>
      </div>
      <Field
        id="paidOn"
        label="Paid on"
        hint="Today, or an earlier day back to a year ago. Its commission is held from then on."
        error={form.errorOf("paidOn")}
      >
        {(field) => (
          <TextInput
            {...field}
            name="paidOn"
            type="date"
            min={days.first}
            max={days.last}
            defaultValue={days.last}
            className="w-fit"
          />
        )}
      </Field>
      <SubscriptionFields errorOf={form.errorOf} />
      <EarningPreview referral={referral} amountMinor={amountMinor} currency={currency} locale={locale} />
      <Button type="submit" variant="primary" pending={form.pending} className="w-fit">
        {amountMinor === null ? "Record the payment" : `Record payment of ${money(amountMinor)}`}
      </Button>
    </ActionForm>
  );
}
