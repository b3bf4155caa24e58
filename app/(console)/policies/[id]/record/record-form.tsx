"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { recordPolicyPaymentAction } from "@/app/(console)/policies/actions";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionInput } from "@/components/forms/action-result";
import { refusal } from "@/components/forms/refusal";
import { forgetSentForm, keepSentForm, readSentForm } from "@/components/forms/sent-form";
import { useAction } from "@/components/forms/use-action";
import { amountFault, type TypedIn, typedAmount } from "@/components/policies/typed-numbers";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useReader } from "@/components/ui/reader-context";
import { newId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { type RecordValues, recordBody } from "./record-body";
import { type RecordChoices, RecordFields } from "./record-fields";
import { suggestionFor, withValue } from "./record-suggestions";

export interface RecordPolicy {
  id: string;
  currency: string;
  /** The premium, as its reader types it, to begin with. */
  premium: string;
  /** The least a premium that is to be collected may come to, where the product module names one. */
  minimumMinor: bigint | null;
  /** The day in UTC, as payments' days are counted. */
  today: string;
  /** The policy's moment, an instant: its merchant's clock may be ahead. */
  now: string;
}

/** Records a payment of a policy. Its fields follow the matrix of the door; it is judged here before it is sent. */
export function RecordPolicyPaymentForm({
  policy,
  choices,
}: {
  policy: RecordPolicy;
  choices: RecordChoices;
}) {
  const router = useRouter();
  const unit = { currency: policy.currency, locale: useReader().locale };
  // Minted with the form and kept until it succeeds, over a reload too: however often it is sent, it records one payment.
  const [idempotencyKey, setKey] = useState(newId);
  const [resumed, setResumed] = useState(false);
  const name = `policy-payment.${policy.id}`;
  const [values, setValues] = useState<RecordValues>(() => startingValues(policy, choices));
  const beginAnew = () => {
    forgetSentForm(name);
    setKey(newId());
    setValues(startingValues(policy, choices));
    setResumed(false);
  };
  const send = async (input: ActionInput<typeof recordPolicyPaymentAction>) => {
    // Fetched with the press: what judges a form is needed by nobody who only reads it. Without it the server judges the same.
    const judge = await import("@/lib/policies/payments/create-fields").catch(() => null);
    const issues = judge?.readCreateBody(input.body).issues ?? [];
    const typed = [
      ...amountFault("amount", input.body.amount, unit),
      ...belowMinimum(input.body, policy.minimumMinor, unit),
    ];
    const others = issues.filter(({ path }) => typed.every((fault) => fault.path !== path));
    if (typed.length + others.length > 0)
      return refusal("Some of this needs another look.", [...typed, ...others]);
    keepSentForm(name, { key: input.idempotencyKey, values });
    return recordPolicyPaymentAction(input);
  };
  const form = useAction(
    send,
    (path) => {
      forgetSentForm(name);
      router.push(path);
    },
    { changes: ["payment"] },
  );
  const { now } = policy;
  const formId = useId();
  // What this tab has sent before; else what somebody chose before the script had come, which nobody has heard of yet.
  useEffect(() => {
    const sent = readSentForm<RecordValues>(name);
    if (sent) {
      setKey(sent.key);
      setValues(sent.values);
      setResumed(true);
      return;
    }
    const element = document.getElementById(formId);
    const chosen = element instanceof HTMLFormElement ? Object.fromEntries(new FormData(element)) : {};
    setValues((known) => withTime({ ...known, ...chosen }, now));
  }, [name, formId, now]);
  const set = (field: keyof RecordValues, value: string) => {
    setValues((known) => withTime(withValue(known, field, value, policy.premium), now));
    form.edited(field);
  };
  return (
    <ActionForm
      id={formId}
      form={form}
      read={() => ({ policyId: policy.id, idempotencyKey, body: recordBody(values, unit) })}
    >
      {resumed && !form.problem && (
        <Notice tone="caution" title="This form was sent before, and its answer was lost">
          Send it again: it records one payment, however often it is sent.{" "}
          <Button variant="link" onClick={beginAnew}>
            Record another payment instead
          </Button>
        </Notice>
      )}
      <RecordFields
        values={values}
        set={set}
        choices={choices}
        currency={policy.currency}
        errorOf={form.errorOf}
      />
      <div className="flex justify-end border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          {buttonWords(values, unit)}
        </Button>
      </div>
    </ActionForm>
  );
}

/** Told as an amount: the door tells it in minor units. */
function belowMinimum(
  { amount, status, payment_type: type }: Record<string, unknown>,
  minimum: bigint | null,
  unit: TypedIn,
) {
  if (minimum === null || status !== "pending" || type !== "premium") return [];
  if (typeof amount !== "bigint" || amount >= minimum) return [];
  const least = formatMoney(ofCurrency(minimum, unit.currency), unit);
  return [{ path: "amount", message: `Must be at least ${least}, the product module’s least amount.` }];
}

// Offered once it is needed, not before: a payment that is pending has been decided by nobody.
function withTime(values: RecordValues, now: string): RecordValues {
  const decided = values.status === "failed" || values.status === "successful";
  return decided && values.finalized_at === "" ? { ...values, finalized_at: asLocalTime(now) } : values;
}

/** An instant as a `datetime-local` field has it, which is read again in the zone of the browser. */
function asLocalTime(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function buttonWords(values: RecordValues, unit: TypedIn): string {
  if (values.retry_of !== "") return "Record the retry";
  const minor = typedAmount(values.amount.trim(), unit);
  return typeof minor === "string"
    ? "Record payment"
    : `Record payment of ${formatMoney(ofCurrency(minor, unit.currency), unit)}`;
}

function startingValues({ premium, today }: RecordPolicy, { methods }: RecordChoices): RecordValues {
  return {
    status: "pending",
    payment_type: "premium",
    premium_type: "recurring",
    payment_method_id: methods[0]?.value ?? "",
    collection_type: methods[0]?.collection ?? "other",
    retry_of: "",
    ...suggestionFor("premium", premium),
    payment_date: today,
    billing_date: "",
    finalized_at: "",
    external_reference: "",
    failure_reason: "",
    failure_action: "allow_retry",
    failure_code: "",
  };
}
