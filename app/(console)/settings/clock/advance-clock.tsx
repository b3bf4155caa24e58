"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { ArrowRightIcon } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import { advanceClockAction } from "./actions";

export interface Step {
  seconds: number;
  words: string;
  consequence: string;
}

/** `from` is how far ahead this page knows the clock to be: a step taken twice from the same place is taken once. */
export function AdvanceClock({ from, steps }: { from: number; steps: Step[] }) {
  const [asked, setAsked] = useState<Step | null>(null);
  const form = useAction(advanceClockAction, () => {
    toast(`The clock is ${asked?.words} further`);
    setAsked(null);
  });
  return (
    <>
      <ul className="divide-y rounded-md border">
        {steps.map((step) => (
          <li key={step.seconds} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2.5">
            <div>
              <p className="font-medium">By {step.words}</p>
              <p className="text-muted-foreground text-xs">{step.consequence}</p>
            </div>
            <Button onClick={() => setAsked(step)} aria-label={`Advance by ${step.words}`}>
              Advance <ArrowRightIcon />
            </Button>
          </li>
        ))}
      </ul>
      <AlertDialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={`Advance the clock by ${asked?.words ?? ""}?`}
        description={`${asked?.consequence ?? ""} The clock never goes back.`}
        confirmLabel="Advance the clock"
        onConfirm={() => asked && form.run({ from, seconds: asked.seconds })}
        pending={form.pending}
        problem={form.problem}
      />
    </>
  );
}
