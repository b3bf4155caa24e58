"use client";

import { resendDeliveryAction } from "@/app/(console)/webhooks/actions";
import { useAction } from "@/components/forms/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

/** Sends one delivery again, at once; a refusal is told in the corner, so that a row stays a row. */
export function ResendButton({
  id,
  name,
  ...look
}: { id: string; name: string } & Pick<ButtonProps, "size" | "variant" | "className">) {
  const form = useAction(
    async (input: { id: string }) => {
      const result = await resendDeliveryAction(input);
      if (!result.ok) toast(result.problem.message, { tone: "negative" });
      return result;
    },
    ({ waits }) => toast(waits ? "It is sent once its endpoint is resumed" : "It is being sent again"),
  );
  return (
    <Button {...look} pending={form.pending} onClick={() => form.run({ id })}>
      Send again<span className="sr-only">: {name}</span>
    </Button>
  );
}
