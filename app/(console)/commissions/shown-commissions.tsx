"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { CommissionRows } from "@/components/referrals/commission-rows";
import { ListFrame } from "@/components/referrals/list-frame";
import { EmptyState } from "@/components/ui/empty-state";
import { ScaleIcon } from "@/components/ui/icons";
import type { Reader } from "@/components/ui/reader";
import { useReader } from "@/components/ui/reader-context";
import { formatTime } from "@/components/ui/time-text";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import type { ListedCommission } from "@/lib/referrals/commissions/list-commissions";
import { COMMISSIONS_LISTED } from "@/lib/referrals/referrals/states";
import { isolated } from "@/lib/text/isolated";
import { DecideCommissions, SelectCommission } from "./decide-commissions";

export function ShownCommissions({ params, shown }: Hydrated<"commissions">) {
  const { search, rows, more, mayDecide, decidable } = useConsoleQuery("commissions", { params, shown });
  const reader = useReader();
  const select = (each: ListedCommission) =>
    decidable.includes(each.id) && <SelectCommission id={each.id} name={nameOf(each, reader)} />;
  return (
    <ListFrame path="/commissions" states={COMMISSIONS_LISTED} search={search} more={more}>
      {rows.length > 0 ? (
        <DecideCommissions key={params} decidable={decidable}>
          <CommissionRows commissions={rows} locale={reader.locale} {...(mayDecide && { select })} />
        </DecideCommissions>
      ) : (
        <EmptyState icon={ScaleIcon} title={search.state ? "No commission fits" : "No commissions yet"}>
          {search.state
            ? "No commission is in this state."
            : "A referral’s payment earns its partner a commission, by the terms of their partnership."}
        </EmptyState>
      )}
    </ListFrame>
  );
}

/** A payer may be the reason of a commission every month. */
function nameOf(commission: ListedCommission, reader: Reader): string {
  const { partnerName, referralLabel, amountMinor, currency, createdAt } = commission;
  const amount = formatMoney(ofCurrency(amountMinor, currency), reader);
  return `the commission of ${isolated(partnerName)} for ${isolated(referralLabel)}, ${amount}, ${formatTime(createdAt, reader)}`;
}
