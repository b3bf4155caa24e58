"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { churnReferralAction, rejectReferralAction } from "@/app/(console)/referrals/actions";
import { useAction } from "@/components/forms/use-action";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

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
  const router = useRouter();
  const [asking, setAsking] = useState<"churn" | "reject" | null>(null);
  const [reason, setReason] = useState("");
  const done = () => {
    setAsking(null);
    router.refresh();
  };
  const churning = useAction(churnReferralAction, done);
  const rejecting = useAction(rejectReferralAction, done);
  const close = () => setAsking(null);
  return (
    <>
      {churn && <Button onClick={() => setAsking("churn")}>Mark as churned</Button>}
      {reject && <Button onClick={() => setAsking("reject")}>Reject</Button>}
      <AlertDialog
        open={asking === "churn"}
        onClose={close}
        title="Mark as churned?"
        description="It no longer counts as recurring revenue. A later payment brings it back."
        confirmLabel="Mark as churned"
        destructive={false}
        pending={churning.pending}
        problem={churning.problem}
        onConfirm={() => churning.run({ id, merchantId })}
      />
      <AlertDialog
        open={asking === "reject"}
        onClose={close}
        title="Reject this referral?"
        description="It takes no more payments, for good. Commissions it has earned stay as they are: reject those one by one."
        confirmLabel="Reject the referral"
        pending={rejecting.pending}
        problem={rejecting.problem}
        onConfirm={() => rejecting.run({ id, reason })}
      >
        <Field id="reason" label="Reason" optional hint="Shown in the referral’s history">
          {(field) => (
            <Input
              {...field}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </AlertDialog>
    </>
  );
}
