"use client";

import { useState } from "react";
import { setPolicyStatusAction } from "@/app/(console)/policies/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { enumWords } from "@/components/policies/enum-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { POLICY_STATUSES, type PolicyStatus } from "@/lib/policies/enums";

/** How many payments of a policy wait: to be collected by us, and to be reported by others. */
export interface PendingOfPolicy {
  collected: number;
  reported: number;
}

interface StatusControlProps {
  policyId: string;
  status: PolicyStatus;
  pending: PendingOfPolicy;
}

/** How a policy stands; a change is asked about first, with what follows from it. */
export function StatusControl({ policyId, status, pending }: StatusControlProps) {
  const [chosen, setChosen] = useState(status);
  const [asking, setAsking] = useState(false);
  const change = useAction(
    setPolicyStatusAction,
    () => {
      setAsking(false);
      toast("The status is saved");
    },
    { changes: ["policy", "payment"] },
  );
  return (
    <div className="flex items-end gap-2">
      <Field id="status" label="Status" className="min-w-0 flex-1">
        {(field) => (
          <Select
            {...field}
            value={chosen}
            onChange={({ target }) => setChosen(target.value as PolicyStatus)}
          >
            {POLICY_STATUSES.map((each) => (
              <option key={each} value={each}>
                {enumWords(each)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button aria-disabled={chosen === status} onClick={() => chosen !== status && setAsking(true)}>
        Save
      </Button>
      {asking && (
        <FormDialog
          form={change}
          read={() => ({ id: policyId, status: chosen })}
          onClose={() => setAsking(false)}
          look="question"
          title={
            chosen === "active"
              ? "Make the policy active?"
              : `Mark the policy as ${enumWords(chosen).toLowerCase()}?`
          }
          description={<p>{whatFollows(chosen, pending)}</p>}
          submitLabel={chosen === "active" ? "Make it active" : `Mark as ${enumWords(chosen).toLowerCase()}`}
        />
      )}
    </div>
  );
}

/** What a change of status does and does not do, in sentences. */
export function whatFollows(status: PolicyStatus, { collected, reported }: PendingOfPolicy): string {
  if (status === "active")
    return "It takes premiums again. Nothing that was cancelled or failed meanwhile comes back.";
  return [
    "It takes no more premiums, and failed ones are not retried.",
    premiumsThatWait(collected),
    ...(reported > 0 ? [othersThatWait(reported)] : []),
    "Refunds and payouts can still be recorded.",
  ].join(" ");
}

function premiumsThatWait(count: number): string {
  if (count === 0) return "No premium of it waits to be collected.";
  if (count === 1) return "One premium still waits and is collected on its day unless you cancel it.";
  return `${count} premiums still wait and are collected on their days unless you cancel each of them.`;
}

/** Payouts, refunds and what others collect. */
function othersThatWait(count: number): string {
  return count === 1
    ? "One payment that is not collected from here waits on until somebody reports what became of it."
    : `${count} payments that are not collected from here wait on until somebody reports what became of them.`;
}
