"use client";

import { assignMethodAction } from "@/app/(console)/policies/actions";
import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { ChoiceField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

const RETRIES_TOO = "Retries that wait to be collected go by the one that is chosen.";

function movedWords(retries: number): string | undefined {
  if (retries === 0) return undefined;
  return retries === 1 ? "A retry that waits goes by it." : `${retries} retries that wait go by it.`;
}

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
  const assign = useAction(
    assignMethodAction,
    ({ retriesMoved }) => toast("The payment method is chosen", { detail: movedWords(retriesMoved) }),
    { changes: ["policy", "payment"] },
  );
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
            hint={`${methodId ? "" : "Until one is chosen, each payment names its own. "}${RETRIES_TOO}`}
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
