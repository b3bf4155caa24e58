"use client";

import { assignMethodAction } from "@/app/(console)/policies/actions";
import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { ChoiceField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

/** Stands on the page at once, and gets its script after the rest has. */
export default function ChooseMethod({
  policyId,
  methodId,
  methods,
}: {
  policyId: string;
  methodId: string | null;
  methods: readonly { value: string; label: string }[];
}) {
  const assign = useAction(assignMethodAction, () => toast("The payment method is chosen"), {
    changes: ["policy"],
  });
  return (
    <ActionForm
      form={assign}
      read={(data) => ({ id: policyId, payment_method_id: textIn(data, "payment_method_id") })}
    >
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <ChoiceField
            name="payment_method_id"
            label="Paid with"
            defaultValue={methodId ?? ""}
            options={methodId ? methods : [{ value: "", label: "None chosen yet" }, ...methods]}
            hint={methodId ? undefined : "Until one is chosen, each payment names its own."}
            error={assign.errorOf("payment_method_id")}
          />
        </div>
        <Button type="submit" pending={assign.pending}>
          Choose
        </Button>
      </div>
    </ActionForm>
  );
}
