"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useReader } from "@/components/ui/reader-context";
import { toast } from "@/components/ui/toast";
import type { PayoutMark } from "@/lib/referrals/payouts/payout-run";
import { isolated } from "@/lib/text/isolated";
import { markLinesAction } from "../actions";
import { namesText, sumText } from "./payment-words";

export interface MarkedLine {
  id: string;
  partnerName: string;
  currency: string;
  amountMinor: bigint;
  inFiles: readonly unknown[];
}

/** Marks payments of a run as paid or failed, once the bank has answered; each asks first, for it is for good. */
export function MarkLines({
  runId,
  lines,
  size = "md",
}: {
  runId: string;
  lines: readonly MarkedLine[];
  size?: "sm" | "md";
}) {
  const [asking, setAsking] = useState<PayoutMark | null>(null);
  const { locale } = useReader();
  const [only] = lines;
  const totals = sumText(lines, locale);
  // A partner who is paid in several currencies has a line of each.
  const what =
    only && lines.length === 1
      ? `the payment of ${totals} to ${isolated(only.partnerName)}`
      : `all ${lines.length} open payments`;
  const form = useAction(
    markLinesAction,
    (count) => {
      toast(`${count === 1 ? "1 payment" : `${count} payments`} marked as ${asking}`);
      setAsking(null);
    },
    { changes: ["payout_line", "commission"] },
  );
  const which = { runId, lineIds: lines.map(({ id }) => id) };
  const close = () => setAsking(null);
  return (
    <span className="inline-flex gap-1.5">
      <Button size={size} aria-label={`Mark ${what} as paid`} onClick={() => setAsking("paid")}>
        {size === "sm" ? "Paid" : "All paid"}
      </Button>
      <Button size={size} aria-label={`Mark ${what} as failed`} onClick={() => setAsking("failed")}>
        {size === "sm" ? "Failed" : "All failed"}
      </Button>
      <FormDialog
        open={asking === "paid"}
        onClose={close}
        look="question"
        title={`Mark ${what} as paid?`}
        description={`The bank has paid ${totals}. This is for good.`}
        submitLabel="Mark as paid"
        form={form}
        read={() => ({ mark: "paid" as const, ...which })}
      >
        <InNoFile lines={lines} />
      </FormDialog>
      <FormDialog
        open={asking === "failed"}
        onClose={close}
        look="danger"
        title={`Mark ${what} as failed?`}
        description={`The commissions behind ${totals} are due again and can be paid with another payout. This is for good.`}
        submitLabel="Mark as failed"
        form={form}
        read={(data) => ({ mark: "failed" as const, ...which, reason: textIn(data, "reason") })}
      >
        <Field id="reason" label="Reason" hint="As the bank gave it" error={form.errorOf("reason")}>
          {(field) => <TextInput {...field} name="reason" maxLength={500} />}
        </Field>
      </FormDialog>
    </span>
  );
}

/** What nobody has given the bank by a file of this payout, before it is said to have paid that. */
function InNoFile({ lines }: { lines: readonly MarkedLine[] }) {
  const { locale } = useReader();
  const unsent = lines.filter(({ inFiles }) => inFiles.length === 0);
  if (unsent.length === 0) return null;
  return (
    <Notice tone="caution" title={`${inNone(unsent.length, lines.length)} file for the bank`}>
      {namesText(unsent, (line) => sumText([line], locale))}
    </Notice>
  );
}

function inNone(unsent: number, lines: number): string {
  if (unsent < lines) return unsent === 1 ? "1 of them was in no" : `${unsent} of them were in no`;
  return lines === 1 ? "It was in no" : "None of them was in a";
}
