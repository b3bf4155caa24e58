import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import type { Payment } from "@/lib/payments/payment";
import { PaymentRow } from "./payment-row";
import { SelectAll } from "./selection";

export function PaymentRows({
  caption,
  payments,
  selectable = false,
}: {
  caption: string;
  payments: readonly (Payment & { customerName?: string | null })[];
  selectable?: boolean;
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
        <HeaderCell numeric>Amount</HeaderCell>
        <HeaderCell>Status</HeaderCell>
        <HeaderCell className="max-md:hidden max-sm:hidden">Card</HeaderCell>
        <HeaderCell className="max-lg:hidden max-sm:hidden">Id</HeaderCell>
        <HeaderCell className="sm:text-right">Created</HeaderCell>
      </TableHead>
      <TableBody>
        {payments.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} selectable={selectable} />
        ))}
      </TableBody>
    </Table>
  );
}
