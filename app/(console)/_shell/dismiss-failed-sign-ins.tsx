"use client";

import { dismissFailedSignInsAction } from "@/app/(console)/settings/account/actions";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";

export default function DismissFailedSignIns() {
  const dismiss = useAction<void, unknown>(dismissFailedSignInsAction, () => {}, { changes: ["session"] });
  return (
    <>
      <Button size="sm" pending={dismiss.pending} onClick={() => dismiss.run()}>
        I have seen it
      </Button>
      {dismiss.problem && (
        <span role="alert" className="text-destructive text-xs">
          {dismiss.problem.message}
        </span>
      )}
    </>
  );
}
