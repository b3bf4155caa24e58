import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Period } from "@/lib/referrals/payouts/period";

/** Whose payout and which days, in the address: it works before any script has arrived. */
export function PeriodForm({
  merchants,
  merchantId,
  period,
}: {
  merchants: readonly { id: string; name: string }[];
  merchantId: string;
  period: Period;
}) {
  return (
    <form className="flex flex-wrap items-center gap-2">
      {merchants.length > 1 && (
        <Select
          key={merchantId}
          name="merchant"
          aria-label="Merchant"
          defaultValue={merchantId}
          className="w-44"
        >
          {merchants.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Input
        key={period.from}
        type="date"
        name="from"
        aria-label="First day"
        defaultValue={period.from}
        className="w-36"
      />
      <span className="text-muted-foreground text-xs">to</span>
      <Input
        key={period.through}
        type="date"
        name="through"
        aria-label="Last day"
        defaultValue={period.through}
        className="w-36"
      />
      <Button type="submit">Preview</Button>
    </form>
  );
}
