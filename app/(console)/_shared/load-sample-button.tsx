"use client";

import { loadSampleAction } from "@/app/(console)/sample-data/actions";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";

/** Fills a console that has nothing to show. */
export function LoadSampleButton() {
  const action = useAction<void, number>(
    loadSampleAction,
    (payments) => {
      toast(`Loaded ${payments} sample payments`);
    },
    { changes: ["everything"] },
  );
  return (
    <>
      <Button pending={action.pending} onClick={() => action.run()}>
        {action.pending ? "Loading, a few seconds" : "Load sample data"}
      </Button>
      {action.problem && (
        <Notice tone="negative" title={action.problem.message} className="basis-full text-left" />
      )}
    </>
  );
}
