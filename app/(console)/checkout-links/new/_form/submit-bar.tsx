"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { typedMinor } from "./amounts";
import { useFormSetting } from "./link-context";
import type { LinkValues } from "./link-values";

/** The button says what it does. */
export function SubmitBar({
  pending,
  problem,
}: {
  pending: boolean;
  problem: { message: string; requestId?: string } | null;
}) {
  const { control } = useFormContext<LinkValues>();
  const { locale } = useFormSetting();
  const [amount, currency] = useWatch({ control, name: ["amount", "currency"] });
  const minor = typedMinor(amount, currency, locale);
  return (
    <div className="grid grid-cols-1 gap-3">
      {problem && !pending && (
        <Notice
          tone="negative"
          title={problem.message}
          {...(problem.requestId && { requestId: problem.requestId })}
        />
      )}
      <Button type="submit" variant="primary" size="lg" pending={pending} className="figures w-full">
        {minor ? `Create link for ${formatMoney(ofCurrency(minor, currency), { locale })}` : "Create link"}
      </Button>
    </div>
  );
}
