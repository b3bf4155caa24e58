"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import type { CommissionDecision } from "@/lib/referrals/commissions/decide-commissions";
import { decideAction } from "./actions";

/** A decision that somebody is asked to confirm, and of which commissions. */
export interface AskedDecision {
  to: "approved" | "rejected";
  ids: readonly string[];
}

/** What can be done with the commissions that are selected; each is asked about before it is done. */
export default function DecisionBar({
  ids,
  asked,
  onAsk,
  onDone,
}: {
  ids: readonly string[];
  asked: AskedDecision | null;
  onAsk: (asked: AskedDecision | null) => void;
  onDone: () => void;
}) {
  const form = useAction(
    decideAction,
    (decisions) => {
      onAsk(null);
      onDone();
      announce(decisions, asked?.to ?? "approved");
    },
    { changes: ["commission", "referral"] },
  );
  const meant = asked?.ids ?? ids;
  const count = meant.length === 1 ? "1 commission" : `${meant.length} commissions`;
  return (
    <div className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-t bg-card px-4 py-2.5 shadow-floating">
      <p role="status" className="mr-auto font-medium">
        {count} selected
      </p>
      <Button onClick={onDone}>Clear</Button>
      <Button onClick={() => onAsk({ to: "rejected", ids })}>Reject</Button>
      <Button variant="primary" onClick={() => onAsk({ to: "approved", ids })}>
        Approve
      </Button>
      <FormDialog
        open={asked?.to === "approved"}
        onClose={() => onAsk(null)}
        title={`Approve ${count}?`}
        description="They are paid with the next payout, before their holding period ends."
        submitLabel={`Approve ${count}`}
        look="question"
        form={form}
        read={() => ({ to: "approved" as const, ids: [...meant] })}
      />
      <FormDialog
        open={asked?.to === "rejected"}
        onClose={() => onAsk(null)}
        title={`Reject ${count}?`}
        description="The partner is not paid for these payments. This is for good."
        submitLabel={`Reject ${count}`}
        form={form}
        look="danger"
        read={(data) => ({ to: "rejected" as const, ids: [...meant], reason: textIn(data, "reason") })}
      >
        <Field id="reason" label="Reason" hint="Kept with each commission" error={form.errorOf("reason")}>
          {(field) => <TextInput {...field} name="reason" maxLength={500} />}
        </Field>
      </FormDialog>
    </div>
  );
}

function announce(decisions: readonly CommissionDecision[], to: "approved" | "rejected"): void {
  const skipped = decisions.flatMap((each) => (each.outcome === "skipped" ? [each.reason] : []));
  const done = decisions.length - skipped.length;
  const detail = skipped.length > 0 ? `${skipped.length} left as they were: ${skipped[0]}` : undefined;
  toast(`${done} ${to}`, detail ? { tone: "neutral", detail } : undefined);
}
