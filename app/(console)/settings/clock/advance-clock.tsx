"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
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
  const form = useAction(
    advanceClockAction,
    () => {
      toast(`The clock is ${asked?.words} further`);
      setAsked(null);
    },
    { changes: ["everything"] },
  );
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
      <FormDialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={`Advance the clock by ${asked?.words ?? ""}?`}
        description={`${asked?.consequence ?? ""} The clock never goes back.`}
        submitLabel="Advance the clock"
        look="danger"
        form={form}
        read={() => ({ from, seconds: asked?.seconds ?? 0 })}
      />
    </>
  );
}
