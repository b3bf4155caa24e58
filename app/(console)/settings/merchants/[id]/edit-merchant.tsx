"use client";

import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { updateMerchantAction } from "../actions";
import { MerchantFields, type MerchantForm, merchantIn } from "../merchant-fields";

/** Stands on the page at once, and gets its script after the rest has. */
export default function EditMerchant({
  id,
  values,
  currencies,
  locale,
}: {
  id: string;
  values: MerchantForm;
  currencies: readonly string[];
  /** How the limit is typed. */
  locale: string;
}) {
  const form = useAction(updateMerchantAction, ({ name }) => toast(`${name} is saved`), {
    changes: ["merchant"],
    schema: () => import("@/lib/merchants/schemas").then(({ merchantForm }) => merchantForm(locale)),
  });
  return (
    <ActionForm form={form} read={(data) => merchantIn(data, id)}>
      <MerchantFields values={values} currencies={currencies} errorOf={form.errorOf} />
      <div className="flex justify-end border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          Save the merchant
        </Button>
      </div>
    </ActionForm>
  );
}
