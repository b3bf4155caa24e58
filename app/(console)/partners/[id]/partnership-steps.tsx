"use client";

import { useState } from "react";
import { changePartnershipAction } from "@/app/(console)/partners/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import type { PartnershipState } from "@/lib/referrals/referrals/states";
import { isolated } from "@/lib/text/isolated";

const VERBS: Record<PartnershipState, string> = {
  pending: "Reopen",
  accepted: "Accept",
  declined: "Decline",
  terminated: "Terminate",
};

/** What a partnership may become, as buttons; each asks first. */
export function PartnershipSteps({
  id,
  name,
  next,
  referrals,
}: {
  id: string;
  name: string;
  next: readonly PartnershipState[];
  referrals: number;
}) {
  const [asking, setAsking] = useState<PartnershipState | null>(null);
  const form = useAction(
    changePartnershipAction,
    () => {
      setAsking(null);
    },
    { changes: ["partnership", "referral"] },
  );
  return (
    <>
      {next.map((state) => (
        <Button key={state} size="sm" onClick={() => setAsking(state)}>
          {VERBS[state]}
          <span className="sr-only">: {isolated(name)}</span>
        </Button>
      ))}
      {asking && (
        <FormDialog
          onClose={() => setAsking(null)}
          title={`${VERBS[asking]} this partnership?`}
          description={consequence(asking, referrals)}
          submitLabel={`${VERBS[asking]} the partnership`}
          look={asking === "accepted" ? "question" : "danger"}
          form={form}
          read={() => ({ id, state: asking })}
        />
      )}
    </>
  );
}

function consequence(state: PartnershipState, referrals: number): string {
  if (state === "accepted") return "Referrals under these terms can be made and paid for from now on.";
  if (state === "declined") return "No referral can be made under these terms.";
  return `Payments of its ${referrals} ${referrals === 1 ? "referral" : "referrals"} are refused from now on. What was earned stays owed. This is for good.`;
}
