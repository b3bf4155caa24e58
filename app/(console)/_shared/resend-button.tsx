"use client";

import { resendDeliveryAction } from "@/app/(console)/webhooks/actions";
import { useAction } from "@/components/forms/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";

/** Sends one delivery again, or the next time, at once. A refusal is told in the corner, so that a row stays a row. */
export function ResendButton({
  id,
  attempts,
  name,
  waiting,
  ...look
}: { id: string; attempts: number; name: string; waiting: boolean } & Pick<
  ButtonProps,
  "size" | "variant" | "className"
>) {
  const form = useAction(
    resendDeliveryAction,
    ({ waits }) => toast(waits ? "It is sent once its endpoint is resumed" : "It is being sent"),
    { changes: ["delivery"], onProblem: (message) => toast(message, { tone: "negative" }) },
  );
  return (
    <Button {...look} pending={form.pending} onClick={() => form.run({ id, attempts })}>
      {waiting ? "Send now" : "Send again"}
      <span className="sr-only">: {isolated(name)}</span>
    </Button>
  );
}
