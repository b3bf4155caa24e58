import { SelectFilter } from "@/components/filters/filter-fields";
import { FilterForm } from "@/components/filters/filter-form";
import { Button } from "@/components/ui/button";
import { overviewAddress, overviewParams } from "./overview-address";
import type { OverviewRange } from "./overview-query";

/** Whose payments are shown: every merchant's, or one's. Nothing where there is only one. */
export function MerchantChoice({
  merchants,
  range,
}: {
  merchants: readonly { id: string; name: string }[];
  range: OverviewRange;
}) {
  if (merchants.length < 2) return null;
  const kept = overviewParams({ ...range, merchantId: null });
  return (
    <FilterForm key={overviewAddress(range)} action="/">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SelectFilter
        bare
        name="merchant"
        label="Merchant"
        any="All merchants"
        chosen={range.merchantId ?? undefined}
        options={merchants.map(({ id, name }) => [id, name])}
        className="w-44"
      />
      <Button type="submit">Show</Button>
    </FilterForm>
  );
}
