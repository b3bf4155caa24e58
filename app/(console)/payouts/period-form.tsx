import { FilterForm } from "@/components/filters/filter-form";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { IntentLink } from "@/components/ui/intent-link";
import { Select } from "@/components/ui/select";
import { spellId } from "@/lib/ids";
import type { Period } from "@/lib/referrals/payouts/period";
import { isolated } from "@/lib/text/isolated";

/** Whose payout and which days, in the address: it works before any script has arrived. */
export function PeriodForm({
  merchants,
  merchantId,
  partner,
  period,
  unmarked,
}: {
  merchants: readonly { id: string; name: string }[];
  merchantId: string | null;
  partner: { id: string; name: string } | null;
  period: Period;
  /** Whether the list below is of those to be marked; it stays so. */
  unmarked: boolean;
}) {
  return (
    <FilterForm key={`${merchantId}/${partner?.id}/${period.from}/${period.through}`} action="/payouts">
      {unmarked && <input type="hidden" name="made" value="unmarked" />}
      {partner && (
        <>
          <input type="hidden" name="partner" value={spellId("ptr", partner.id)} />
          <span className="text-xs">
            {isolated(partner.name)} alone.{" "}
            <IntentLink href="/payouts" className="text-primary hover:underline">
              Show everybody
            </IntentLink>
          </span>
        </>
      )}
      {!partner && merchants.length > 1 && (
        <Select name="merchant" aria-label="Merchant" defaultValue={merchantId ?? ""} className="w-44">
          <MerchantOptions merchants={merchants} all />
        </Select>
      )}
      <Input type="date" name="from" aria-label="First day" defaultValue={period.from} className="w-36" />
      <span className="text-muted-foreground text-xs">to</span>
      <Input
        type="date"
        name="through"
        aria-label="Last day"
        defaultValue={period.through}
        className="w-36"
      />
      <Button type="submit">Preview</Button>
    </FilterForm>
  );
}
