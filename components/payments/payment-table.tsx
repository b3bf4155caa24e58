import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import type { PaymentLine } from "./payment-line";
import { PaymentTableRow } from "./payment-table-row";
import { SelectAll } from "./selection";

/** Payments as a table. It is put into a ReaderProvider, which says how its amounts and times are written. */
export function PaymentTable({
  caption,
  lines,
  selectable = false,
  refundable = false,
}: {
  caption: string;
  lines: readonly (PaymentLine & { gone?: boolean })[];
  selectable?: boolean;
  /** The refund of each is one click away. */
  refundable?: boolean;
}) {
  return (
    <Table caption={caption}>
      <TableHead>
        {selectable && (
          <HeaderCell className="w-px pr-0">
            <SelectAll />
          </HeaderCell>
        )}
        <HeaderCell>Payment</HeaderCell>
        <HeaderCell>Type</HeaderCell>
        <HeaderCell numeric>Amount</HeaderCell>
        <HeaderCell>Status</HeaderCell>
        <HeaderCell className="max-md:hidden">Method</HeaderCell>
        <HeaderCell className="max-2xl:hidden">Id</HeaderCell>
        <HeaderCell className="sm:text-right">Created</HeaderCell>
        {refundable && (
          <HeaderCell className="w-px">
            <span className="sr-only">Refund</span>
          </HeaderCell>
        )}
      </TableHead>
      <TableBody>
        {lines.map(({ gone, ...line }) => (
          <PaymentTableRow key={line.id} line={line} {...{ selectable, refundable, gone }} />
        ))}
      </TableBody>
    </Table>
  );
}
