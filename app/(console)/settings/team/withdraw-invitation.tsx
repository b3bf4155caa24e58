"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { withdrawInvitationAction } from "./actions";

export function WithdrawInvitation({ id, email }: { id: string; email: string }) {
  const withdraw = useAction(
    withdrawInvitationAction,
    () => toast(`The invitation of ${email} is withdrawn`),
    { changes: ["invitation"] },
  );
  return (
    <span className="inline-flex items-center gap-2">
      {withdraw.problem && (
        <span role="alert" className="text-destructive text-xs">
          {withdraw.problem.message}
        </span>
      )}
      <Button
        size="sm"
        pending={withdraw.pending}
        onClick={() => withdraw.run({ id })}
        aria-label={`Withdraw the invitation of ${email}`}
      >
        Withdraw
      </Button>
    </span>
  );
}
