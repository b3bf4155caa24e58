"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Period } from "@/lib/referrals/payouts/period";
import { payOutAction } from "./actions";

/** The one click. What is paid is what the preview showed: its fingerprint is the run's idempotency key, too. */
export function PayOut({
  merchantId,
  period,
  fingerprint,
  total,
}: {
  merchantId: string;
  period: Period;
  fingerprint: string;
  total: string;
}) {
  const router = useRouter();
  const form = useAction(payOutAction, (path) => router.push(path), {
    changes: ["payout_run", "commission"],
  });
  const issue = form.errorOf("period.through");
  return (
    <>
      {form.problem && (
        <Notice
          tone="negative"
          title={form.problem.message}
          requestId={form.problem.requestId}
          className="w-full"
        />
      )}
      {issue && <Notice tone="negative" title={`The last day: ${issue}`} className="w-full" />}
      <Button
        variant="primary"
        pending={form.pending}
        onClick={() => form.run({ merchantId, period, fingerprint, idempotencyKey: fingerprint })}
      >
        Pay out {total}
      </Button>
    </>
  );
}
