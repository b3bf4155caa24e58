import { MerchantMark } from "@/components/checkout/merchant-mark";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { ShortId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import type { MerchantLine } from "./merchants-query";

export function MerchantTable({ merchants }: { merchants: readonly MerchantLine[] }) {
  return (
    <Table caption="Merchants, in the order they were made">
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        <HeaderCell>Id</HeaderCell>
        <HeaderCell>Usual currency</HeaderCell>
        <HeaderCell numeric>Limit per payment</HeaderCell>
        <HeaderCell>Created</HeaderCell>
      </TableHead>
      <TableBody>
        {merchants.map((merchant) => (
          <TableRow key={merchant.id} className="relative">
            <Cell>
              <IntentLink
                href={`/settings/merchants/${spellId("mer", merchant.id)}`}
                className="flex min-w-0 items-center gap-2.5 font-medium after:absolute after:inset-0 hover:text-primary"
              >
                <MerchantMark
                  name={merchant.name}
                  color={merchant.logoColor}
                  className="size-7 rounded-md text-sm"
                />
                <span className="truncate">{merchant.name}</span>
              </IntentLink>
            </Cell>
            <Cell label="Id">
              <span className="relative z-1">
                <ShortId id={spellId("mer", merchant.id)} name="merchant id" />
              </span>
            </Cell>
            <Cell label="Usual currency">{merchant.defaultCurrency}</Cell>
            <Cell label="Limit per payment" numeric>
              <Money
                amountMinor={merchant.paymentLimitMinor}
                currency={merchant.defaultCurrency}
                precision={CHECKOUT_PRECISION}
              />
            </Cell>
            <Cell label="Created">
              <Time at={merchant.createdAt} show="day" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
