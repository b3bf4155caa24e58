import { StatusBadge } from "@/components/payments/status-badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import { RowLink } from "@/components/ui/row-link";
import { shortenId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { isolated } from "@/lib/text/isolated";
import type { LinkLine } from "./links-query";

export function LinkRows({ links }: { links: readonly LinkLine[] }) {
  return (
    <Table caption="Checkout links, newest first">
      <TableHead>
        <HeaderCell>Link</HeaderCell>
        <HeaderCell numeric>Amount</HeaderCell>
        <HeaderCell>Status</HeaderCell>
        <HeaderCell className="max-md:hidden">Merchant</HeaderCell>
        <HeaderCell className="max-lg:hidden">Can be paid until</HeaderCell>
        <HeaderCell className="sm:text-right">Created</HeaderCell>
        <HeaderCell className="w-px">
          <span className="sr-only">Copy</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {links.map((link) => (
          <Row key={link.id} link={link} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ link }: { link: LinkLine }) {
  const { id, name, address } = link;
  return (
    <TableRow data-row className="stacked-row">
      <Cell className="max-w-72 max-sm:min-w-0 max-sm:max-w-none">
        <span className="name-line">
          <RowLink href={`/checkout-links/${id}`}>{name}</RowLink>
          <span className="truncate text-muted-foreground">{link.customerName}</span>
        </span>
      </Cell>
      <Cell numeric>
        <Money amountMinor={link.amountMinor} currency={link.currency} precision={link.precision} />
      </Cell>
      <Cell>
        <StatusBadge status={link.status} />
      </Cell>
      <Cell className="max-w-48 truncate text-muted-foreground max-md:hidden">{link.merchantName}</Cell>
      <Cell className="text-muted-foreground max-lg:hidden">
        {link.expiresAt ? <Time at={link.expiresAt} /> : "–"}
      </Cell>
      <Cell className="date-cell">
        <Time at={link.createdAt} />
      </Cell>
      <Cell className="max-sm:hidden">
        {address && (
          <CopyButton
            text={address}
            label={`Copy the link of ${isolated(name)}, ${shortenId(id)}`}
            className="above-row -my-1"
          />
        )}
      </Cell>
    </TableRow>
  );
}
