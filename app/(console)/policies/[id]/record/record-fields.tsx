import { TextareaInput } from "@/components/forms/inputs";
import { plainError } from "@/components/policies/plain-error";
import { ChoiceField, TextField } from "@/components/policies/text-fields";
import { Field } from "@/components/ui/field";
import {
  COLLECTION_TYPES,
  FAILURE_ACTIONS,
  type MethodType,
  PAYMENT_TYPES,
  POLICY_PAYMENT_STATUSES,
  type PolicyPaymentType,
  PREMIUM_TYPES,
  suits,
} from "@/lib/policies/enums";
import { becauseOf, type CreateField, ruleOf } from "@/lib/policies/payments/matrix";
import { choiceOf, isShown, type RecordValues } from "./record-body";

export interface RecordChoices {
  methods: readonly { value: string; label: string; type: MethodType; collection: string }[];
  /** Failed payments of which a retry may be recorded, as a payment of their type. */
  originals: readonly { value: string; label: string; type: PolicyPaymentType }[];
}

/** The fields the matrix asks for now, each with why it is there. */
export function RecordFields({
  values,
  set,
  choices,
  currency,
  errorOf,
}: {
  values: RecordValues;
  set: (field: CreateField, value: string) => void;
  choices: RecordChoices;
  currency: string;
  errorOf: (field: CreateField) => string | undefined;
}) {
  const choice = choiceOf(values);
  const method = choices.methods.find(({ value }) => value === values.payment_method_id);
  const originals = choices.originals.filter(({ type }) => type === values.payment_type);
  const of = (name: CreateField, label: string) => {
    const optional = ruleOf(name, choice) === "optional";
    const because = becauseOf(name, choice);
    return {
      name,
      label,
      error: errorOf(name),
      optional,
      value: values[name],
      ...(because && { hint: because }),
      onChange: (event: { target: { value: string } }) => set(name, event.target.value),
    };
  };
  const shown = (field: CreateField) => isShown(field, values);
  const chooseMethod = (id: string) => {
    set("payment_method_id", id);
    const next = choices.methods.find(({ value }) => value === id);
    if (next) set("collection_type", next.collection);
  };
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField {...of("status", "Status")} options={POLICY_PAYMENT_STATUSES} />
        <ChoiceField {...of("payment_type", "Type of payment")} options={PAYMENT_TYPES} />
        {shown("premium_type") && (
          <ChoiceField
            {...of("premium_type", "Type of premium")}
            options={
              ruleOf("premium_type", choice) === "optional"
                ? [{ value: "", label: "None" }, ...PREMIUM_TYPES]
                : PREMIUM_TYPES
            }
          />
        )}
        <ChoiceField
          {...of("payment_method_id", "Payment method")}
          options={choices.methods}
          onChange={(event) => chooseMethod(event.target.value)}
        />
        <ChoiceField
          {...of("collection_type", "Collected by")}
          options={COLLECTION_TYPES.filter((each) => !method || suits(each, method.type))}
        />
        {originals.length > 0 && (
          <ChoiceField
            {...of("retry_of", "Retry of")}
            options={[{ value: "", label: "Not a retry" }, ...originals]}
          />
        )}
      </div>
      {shown("amount") ? (
        <div className="grid gap-4 sm:grid-cols-[12rem_1fr]">
          <TextField {...of("amount", `Amount in ${currency}`)} inputMode="decimal" className="figures" />
          <TextField {...of("description", "Description")} />
        </div>
      ) : (
        <p className="text-muted-foreground text-sm">{becauseOf("amount", choice)}</p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...of("payment_date", "Payment date")} type="date" />
        <TextField
          {...of("billing_date", "Billing date")}
          type="date"
          hint="The day it should be processed."
        />
        <TextField {...of("finalized_at", "Decided at")} type="datetime-local" />
        <TextField {...of("external_reference", "Your reference")} />
      </div>
      {shown("failure_reason") && (
        <fieldset className="grid gap-4 rounded-lg border p-4">
          <legend className="px-1 font-medium text-sm">Failure</legend>
          <Field
            id="failure_reason"
            label="Why it failed"
            hint={becauseOf("failure_reason", choice)}
            error={plainError(errorOf("failure_reason"))}
          >
            {(field) => (
              <TextareaInput
                {...field}
                name="failure_reason"
                rows={2}
                value={values.failure_reason}
                onChange={(event) => set("failure_reason", event.target.value)}
              />
            )}
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <ChoiceField {...of("failure_action", "What follows")} options={FAILURE_ACTIONS} />
            <TextField {...of("failure_code", "The bank’s code")} />
          </div>
        </fieldset>
      )}
    </>
  );
}
