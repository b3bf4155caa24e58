"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useReader } from "@/components/ui/reader-context";
import { formatDay } from "@/components/ui/time-text";
import type { PayoutPreview } from "@/lib/referrals/payouts/preview-payout";
import { payOutAction } from "./actions";
import { ConfirmedLines } from "./confirmed-lines";
import { paidOf, partnersText, totalText } from "./paid-of";

interface Payout {
  payout: { merchantId: string; merchantName: string; preview: PayoutPreview };
  partner: { id: string } | null;
}

/** Asks before anything is made: how much by currency, to how many, and to whom. */
export function PayOut({ payout, partner }: Payout) {
  // What was looked at when the dialog opened is what is asked about, whatever the page shows since.
  const [asked, setAsked] = useState<Payout["payout"] | null>(null);
  return (
    <>
      <Button variant="primary" onClick={() => setAsked(payout)}>
        Review and pay out…
      </Button>
      {asked && <PayOutDialog payout={asked} partner={partner} onClose={() => setAsked(null)} />}
    </>
  );
}

/** What is paid is what the preview showed: its fingerprint is the run's idempotency key, too. */
function PayOutDialog({ payout, partner, onClose }: Payout & { onClose: () => void }) {
  const router = useRouter();
  const reader = useReader();
  const { merchantId, merchantName, preview } = payout;
  const { lines, period, fingerprint } = preview;
  const { paid, totals, partners } = paidOf(lines);
  const total = totalText(totals, reader.locale);
  const form = useActionForm(payOutAction, (path) => router.push(path), {
    changes: ["payout_run", "commission"],
  });
  const issue = form.errorOf("period.through");
  return (
    <FormDialog
      form={form}
      read={() => ({
        ...{ merchantId, period, fingerprint, idempotencyKey: fingerprint },
        ...(partner && { partnerId: partner.id }),
      })}
      onClose={onClose}
      look="question"
      title={`Pay out ${total} to ${partnersText(partners)}?`}
      description={`Of ${merchantName}, approved from ${formatDay(period.from, reader)} to ${formatDay(period.through, reader)}. The commissions are marked as paid; mark each payment as paid or failed once the bank has answered.`}
      submitLabel={`Pay out ${total}`}
      cancelLabel="Do not pay"
    >
      {issue && <Notice tone="negative" title={`The last day: ${issue}`} />}
      <ConfirmedLines paid={paid} carriedOver={lines.length - paid.length} />
    </FormDialog>
  );
}
