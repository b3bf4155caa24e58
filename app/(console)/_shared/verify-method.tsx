"use client";

import { verifyMethodAction } from "@/app/(console)/policies/actions";
import { useAction } from "@/components/forms/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";

/** Unblocks a payment method, or vouches for it, so that money is collected with it again. */
export function VerifyMethod({
  id,
  name,
  blocked,
  words = blocked ? "Unblock" : "Mark as verified",
  size,
}: {
  id: string;
  name: string;
  blocked: boolean;
  words?: string;
  size?: ButtonProps["size"];
}) {
  const verify = useAction(
    verifyMethodAction,
    () => toast(blocked ? `${isolated(name)} is unblocked` : `${isolated(name)} is verified`),
    { changes: ["payment_method"] },
  );
  return (
    <>
      {verify.problem && (
        <Notice
          tone="negative"
          title={verify.problem.message}
          requestId={verify.problem.requestId}
          className="basis-full"
        />
      )}
      <Button size={size} pending={verify.pending} onClick={() => verify.run({ id })}>
        {words}
        <span className="sr-only">: {isolated(name)}</span>
      </Button>
    </>
  );
}
