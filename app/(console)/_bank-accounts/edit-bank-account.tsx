"use client";

import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import type { BankAccountOwner } from "@/lib/referrals/bank/bank-account";
import { saveBankAccountAction } from "./actions";

interface Edited {
  owner: BankAccountOwner;
  /** The version the page shows; 0 where there is none. */
  version: number;
  holder: string;
}

export function EditBankAccount(edited: Edited) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {edited.version === 0 ? "Add bank details" : "Change"}
      </Button>
      {open && <BankAccountDialog {...edited} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The number is typed anew each time: what is kept is never shown whole. */
function BankAccountDialog({ owner, version, holder, onClose }: Edited & { onClose: () => void }) {
  const [seen] = useState(version);
  const [formId] = useState(newId);
  const [scheme, setScheme] = useState<"iban" | "account">("iban");
  const form = useAction(
    saveBankAccountAction,
    () => {
      toast("Bank details saved");
      onClose();
    },
    {
      changes: ["bank_account"],
      schema: () =>
        import("@/lib/referrals/bank/bank-account-form").then(({ SaveBankAccount }) => SaveBankAccount),
    },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({ formId, owner, version: seen, ...accountIn(data, scheme) })}
      onClose={onClose}
      title={seen === 0 ? "Add bank details" : "Change bank details"}
      description="The number is kept sealed and is in the file for the bank alone. Who saves it is in the audit log."
      submitLabel="Save the bank details"
    >
      <Field id="holder" label="Account holder" error={form.errorOf("holder")}>
        {(field) => <TextInput {...field} name="holder" defaultValue={holder} autoComplete="off" />}
      </Field>
      <Field id="scheme" label="Kind of account">
        {(field) => (
          <Select
            {...field}
            value={scheme}
            onChange={(event) => setScheme(event.target.value === "iban" ? "iban" : "account")}
          >
            <option value="iban">IBAN</option>
            <option value="account">Account number and sort or routing code</option>
          </Select>
        )}
      </Field>
      {scheme === "iban" ? (
        <Field id="iban" label="IBAN" error={form.errorOf("iban")}>
          {(field) => <TextInput {...field} name="iban" autoComplete="off" spellCheck={false} />}
        </Field>
      ) : (
        <>
          <Field id="country" label="Country" hint="Two letters, such as US" error={form.errorOf("country")}>
            {(field) => <TextInput {...field} name="country" maxLength={2} autoComplete="off" />}
          </Field>
          <Field id="bankCode" label="Sort code or routing number" error={form.errorOf("bankCode")}>
            {(field) => <TextInput {...field} name="bankCode" autoComplete="off" inputMode="numeric" />}
          </Field>
          <Field id="accountNumber" label="Account number" error={form.errorOf("accountNumber")}>
            {(field) => <TextInput {...field} name="accountNumber" autoComplete="off" />}
          </Field>
        </>
      )}
      <Field id="bic" label="BIC" optional error={form.errorOf("bic")}>
        {(field) => <TextInput {...field} name="bic" autoComplete="off" spellCheck={false} />}
      </Field>
    </FormDialog>
  );
}

function accountIn(data: FieldValues, scheme: "iban" | "account") {
  const both = { holder: textIn(data, "holder"), bic: textIn(data, "bic") };
  if (scheme === "iban") return { scheme, ...both, iban: textIn(data, "iban") };
  const [country, bankCode] = [textIn(data, "country"), textIn(data, "bankCode")];
  return { scheme, ...both, country, bankCode, accountNumber: textIn(data, "accountNumber") };
}
