"use client";

import { useState } from "react";
import { churnReferralAction, rejectReferralAction } from "@/app/(console)/referrals/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

/** What a referral may become by hand. */
export function ReferralSteps({
  id,
  merchantId,
  churn,
  reject,
}: {
  id: string;
  merchantId: string;
  churn: boolean;
  reject: boolean;
}) {
  const [asking, setAsking] = useState<"churn" | "reject" | null>(null);
  const done = () => {
    setAsking(null);
  };
  const churning = useAction(churnReferralAction, done, { changes: ["referral"] });
  const rejecting = useAction(rejectReferralAction, done, { changes: ["referral", "commission"] });
  const close = () => setAsking(null);
  return (
    <>
      {churn && <Button onClick={() => setAsking("churn")}>Mark as churned</Button>}
      {reject && <Button onClick={() => setAsking("reject")}>Reject</Button>}
      <FormDialog
        open={asking === "churn"}
        onClose={close}
        title="Mark as churned?"
        description="It no longer counts as recurring revenue. A later payment brings it back."
        submitLabel="Mark as churned"
        look="question"
        form={churning}
        read={() => ({ id, merchantId })}
      />
      <FormDialog
        open={asking === "reject"}
        onClose={close}
        title="Reject this referral?"
        description="It takes no more payments, for good. Commissions it has earned stay as they are: reject those one by one."
        submitLabel="Reject the referral"
        form={rejecting}
        read={(data) => ({ id, reason: textIn(data, "reason") })}
        look="danger"
      >
        <Field id="reason" label="Reason" optional hint="Shown in the referral’s history">
          {(field) => <TextInput {...field} name="reason" maxLength={500} />}
        </Field>
      </FormDialog>
    </>
  );
}
