"use client";

import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";
import { updateMerchantAction } from "../actions";
import { MerchantFields, type MerchantForm, merchantIn } from "../merchant-fields";

/** Stands on the page at once, and gets its script after the rest has. */
export default function EditMerchant({
  id,
  values,
  currencies,
  locale,
  ...shown
}: {
  id: string;
  /** How the merchant stands, as `values` say. */
  seen: string;
  values: MerchantForm;
  currencies: readonly string[];
  /** How the limit is typed. */
  locale: string;
}) {
  // As it was when the form began with it, or saved it: what the page has read since was never typed over.
  const [seen, setSeen] = useState(shown.seen);
  const form = useAction(
    updateMerchantAction,
    (saved) => {
      setSeen(saved.seen);
      toast(`${isolated(saved.name)} is saved`);
    },
    {
      changes: ["merchant"],
      schema: () =>
        import("@/lib/merchants/schemas").then(({ changedMerchantForm }) => changedMerchantForm(locale)),
    },
  );
  return (
    <ActionForm form={form} read={(data) => ({ ...merchantIn(data, id), seen })}>
      <MerchantFields values={values} currencies={currencies} errorOf={form.errorOf} />
      <div className="flex justify-end border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          Save the merchant
        </Button>
      </div>
    </ActionForm>
  );
}
