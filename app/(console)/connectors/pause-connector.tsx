"use client";

import { useAction } from "@/components/forms/use-action";
import { useAsPressed } from "@/components/forms/use-as-pressed";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";
import { setConnectorEnabledAction } from "./actions";

/** A paused connector takes no new payments; what it holds stays and can still be moved. */
export function PauseConnector({ id, name, ...connector }: { id: string; name: string; enabled: boolean }) {
  const form = useAction(
    setConnectorEnabledAction,
    (on) => toast(on ? `${isolated(name)} takes payments again` : `${isolated(name)} is paused`),
    { changes: ["connector"] },
  );
  const enabled = useAsPressed(connector.enabled, form);
  return (
    <>
      <Button size="sm" pending={form.pending} onClick={() => form.run({ id, enabled: !enabled })}>
        {enabled ? "Pause" : "Resume"}
        <span className="sr-only"> {name}</span>
      </Button>
      {form.problem && (
        <p role="alert" className="mt-1 text-negative text-xs">
          {form.problem.message}
        </p>
      )}
    </>
  );
}
