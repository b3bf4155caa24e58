import { ChoiceField, TextField } from "@/components/policies/text-fields";
import type { MethodType } from "@/lib/policies/enums";

type ErrorOf = (path: string, fieldId?: string) => string | undefined;

/** What a method of a type is described by. */
export function MethodFields({ type, errorOf }: { type: MethodType; errorOf: ErrorOf }) {
  const bank = (name: string) => ({ name, error: errorOf(`bank_details.${name}`) });
  const card = (name: string) => ({ name, error: errorOf(`card_details.${name}`) });
  switch (type) {
    case "debit_order":
      return (
        <>
          <TextField {...bank("account_holder")} label="Account holder" />
          <div className="grid grid-cols-2 gap-4">
            <TextField {...bank("bank")} label="Bank" />
            <TextField {...bank("branch_code")} label="Branch code" inputMode="numeric" />
            <TextField
              {...bank("account_number")}
              label="Account number"
              inputMode="numeric"
              hint="Kept encrypted; only its last four digits are shown."
            />
            <ChoiceField {...bank("account_type")} label="Account type" options={["cheque", "savings"]} />
          </div>
        </>
      );
    case "card":
      return (
        <>
          <TextField
            {...card("registration_id")}
            label="Registration id"
            hint="The token the card is kept under."
          />
          <TextField
            {...card("last_4_digits")}
            label="Last four digits"
            optional
            inputMode="numeric"
            maxLength={4}
          />
        </>
      );
    case "eft":
      return (
        <p className="text-muted-foreground">
          The policyholder pays by bank transfer. Nothing more is needed.
        </p>
      );
    case "external":
      return <TextField name="payment_method_key" label="Key" error={errorOf("payment_method_key")} />;
  }
}

/** The body the door would be sent. */
export function methodIn(type: MethodType, text: (name: string) => string): Record<string, unknown> {
  switch (type) {
    case "debit_order": {
      const names = ["account_holder", "bank", "branch_code", "account_number", "account_type"];
      return { type, bank_details: Object.fromEntries(names.map((name) => [name, text(name)])) };
    }
    case "card": {
      const last4 = text("last_4_digits");
      return {
        type,
        card_details: { registration_id: text("registration_id"), ...(last4 && { last_4_digits: last4 }) },
      };
    }
    case "eft":
      return { type };
    case "external":
      return { type, payment_method_key: text("payment_method_key") };
  }
}
