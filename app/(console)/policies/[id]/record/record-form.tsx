"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { recordPolicyPaymentAction } from "@/app/(console)/policies/actions";
import { forgetSentForm, keepSentForm, readSentForm } from "@/components/forms/sent-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { newId } from "@/lib/ids";
import { parseDecimal } from "@/lib/money/decimal";
import { formatMoney } from "@/lib/money/format";
import { readCreateBody } from "@/lib/policies/payments/create-fields";
import { type RecordValues, recordBody } from "./record-body";
import { type RecordChoices, RecordFields } from "./record-fields";

export interface RecordPolicy {
  id: string;
  currency: string;
  /** Decimals of the currency. */
  precision: number;
  /** The premium, as a decimal, to begin with. */
  premium: string;
  today: string;
}

/** Records a payment of a policy. Its fields follow the matrix of the door; it is judged here before it is sent. */
export function RecordForm({ policy, choices }: { policy: RecordPolicy; choices: RecordChoices }) {
  const router = useRouter();
  // Minted with the form and kept until it succeeds, over a reload too: however often it is sent, it records one payment.
  const [idempotencyKey, setKey] = useState(newId);
  const [resumed, setResumed] = useState(false);
  const name = `policy-payment.${policy.id}`;
  const [values, setValues] = useState<RecordValues>(() => startingValues(policy, choices));
  const [judged, setJudged] = useState<Record<string, string>>({});
  // The browser's storage is outside React.
  useEffect(() => {
    const sent = readSentForm<RecordValues>(name);
    if (!sent) return;
    setKey(sent.key);
    setValues(sent.values);
    setResumed(true);
  }, [name]);
  const beginAnew = () => {
    forgetSentForm(name);
    setKey(newId());
    setValues(startingValues(policy, choices));
    setResumed(false);
  };
  const form = useAction(
    recordPolicyPaymentAction,
    (path) => {
      forgetSentForm(name);
      router.push(path);
    },
    { changes: ["retries", "overview"] },
  );
  const set = (field: keyof RecordValues, value: string) => {
    setValues((known) => withTime({ ...known, [field]: value }, policy.today));
    setJudged(({ [field]: _, ...others }) => others);
    form.edited(field);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = recordBody(values, policy.precision);
    const { issues } = readCreateBody(body);
    setJudged(Object.fromEntries(issues.map(({ path, message }) => [path, message])));
    if (issues.length === 0) {
      keepSentForm(name, { key: idempotencyKey, values });
      form.run({ policyId: policy.id, idempotencyKey, body });
    } else document.getElementById(issues[0]?.path ?? "")?.focus();
  };
  return (
    <form method="dialog" noValidate onSubmit={submit} className="grid gap-4">
      {form.problem && (
        <Notice tone="negative" title={form.problem.message} requestId={form.problem.requestId} />
      )}
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
        errorOf={(field) => judged[field] ?? form.errorOf(field)}
      />
      <div className="flex justify-end border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          {buttonWords(values, policy)}
        </Button>
      </div>
    </form>
  );
}

// Offered once it is needed, not before: a payment that is pending has been decided by nobody.
function withTime(values: RecordValues, today: string): RecordValues {
  const decided = values.status === "failed" || values.status === "successful";
  return decided && values.finalized_at === "" ? { ...values, finalized_at: `${today}T00:00` } : values;
}

function buttonWords(values: RecordValues, { currency, precision }: RecordPolicy): string {
  if (values.retry_of !== "") return "Record the retry";
  const minor = parseDecimal(values.amount.trim(), precision);
  return minor === null
    ? "Record payment"
    : `Record payment of ${formatMoney({ amountMinor: minor, currency, precision })}`;
}

function startingValues({ premium, today }: RecordPolicy, { methods }: RecordChoices): RecordValues {
  return {
    status: "pending",
    payment_type: "premium",
    premium_type: "recurring",
    payment_method_id: methods[0]?.value ?? "",
    collection_type: methods[0]?.collection ?? "other",
    retry_of: "",
    amount: premium,
    description: "Monthly premium",
    payment_date: today,
    billing_date: "",
    finalized_at: "",
    external_reference: "",
    failure_reason: "",
    failure_action: "allow_retry",
    failure_code: "",
  };
}
