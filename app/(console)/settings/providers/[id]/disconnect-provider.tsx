"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { useReader } from "@/components/ui/reader-context";
import { toast } from "@/components/ui/toast";
import { BUILT_IN_WORDS } from "@/lib/connectors/built-in";
import { formatNumber } from "@/lib/money/format";
import { isolated } from "@/lib/text/isolated";
import { disconnectProviderAction } from "../actions";
import type { ConnectionStep } from "./connection-actions";

/** Asks once, and says what is lost by it. */
export function DisconnectProvider({
  connection: { id, name, openAttempts, routes },
  onClose,
}: {
  connection: ConnectionStep;
  onClose: () => void;
}) {
  const { locale } = useReader();
  const form = useAction(
    disconnectProviderAction,
    () => {
      onClose();
      toast(`${isolated(name)} is disconnected`);
    },
    { changes: ["connection"] },
  );
  return (
    <FormDialog
      onClose={onClose}
      title={`Disconnect ${isolated(name)}?`}
      description={
        <span className="grid gap-2">
          <span>
            Its credentials are forgotten. What was charged through it can be refunded at the provider alone,
            and saved cards of it cannot be charged any more. This cannot be undone.
          </span>
          {openAttempts > 0 && (
            <strong>
              {openAttempts === 1
                ? "One attempt is under way, and its end will not be learned"
                : `${formatNumber(openAttempts, locale)} attempts are under way, and their ends will not be learned`}
              : look at the provider what became of the money.
            </strong>
          )}
          {routes > 0 && (
            <span>
              {routes === 1 ? "One route leads" : `${formatNumber(routes, locale)} routes lead`} here. What it
              names is refused until the route is taken away or leads elsewhere; it does not fall to{" "}
              {BUILT_IN_WORDS}.
            </span>
          )}
        </span>
      }
      submitLabel="Disconnect"
      look="danger"
      form={form}
      read={() => ({ id })}
    />
  );
}
