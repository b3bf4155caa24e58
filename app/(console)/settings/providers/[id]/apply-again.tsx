"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";
import { applyAgainAction } from "../actions";

/** Has what could not be applied be tried once more. A refusal is told in the corner, so that a row stays a row. */
export function ApplyAgain({ id, name }: { id: string; name: string }) {
  const form = useAction(applyAgainAction, () => toast("It is tried again within seconds"), {
    changes: ["connection", "payment"],
    onProblem: (message) => toast(message, { tone: "negative" }),
  });
  return (
    <Button size="sm" pending={form.pending} onClick={() => form.run({ id })}>
      Apply again<span className="sr-only">: {isolated(name)}</span>
    </Button>
  );
}
