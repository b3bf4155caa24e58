"use client";

import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Notice } from "@/components/ui/notice";
import { useReader } from "@/components/ui/reader-context";
import { formatDay } from "@/components/ui/time-text";
import { isolated } from "@/lib/text/isolated";
import { payOutAction } from "./actions";
import { ConfirmedLines } from "./confirmed-lines";
import { paidOf, partnersText, totalText } from "./paid-of";
import type { Payout } from "./pay-out";

/** What is paid is what the preview showed: its fingerprint is the run's idempotency key, too. */
export default function PayOutDialog({ payout, partner, onClose }: Payout & { onClose: () => void }) {
  const router = useRouter();
  const reader = useReader();
  const { merchantId, merchantName, preview } = payout;
  const { lines, period, fingerprint } = preview;
  const { paid, totals, partners } = paidOf(lines);
  const total = totalText(totals, reader.locale);
  const form = useAction(payOutAction, (path) => router.push(path), {
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
      description={`Of ${isolated(merchantName)}, approved from ${formatDay(period.from, reader)} to ${formatDay(period.through, reader)}. The commissions are marked as paid; mark each payment as paid or failed once the bank has answered.`}
      submitLabel={`Pay out ${total}`}
      cancelLabel="Do not pay"
    >
      {issue && <Notice tone="negative" title={`The last day: ${issue}`} />}
      <ConfirmedLines paid={paid} carriedOver={lines.length - paid.length} />
    </FormDialog>
  );
}
