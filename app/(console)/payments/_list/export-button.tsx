import { operatorCtx } from "@/app/operator";
import { buttonVariants } from "@/components/ui/button";
import { currentReader } from "@/components/ui/current-reader";
import { DownloadIcon } from "@/components/ui/icons";
import { EXPORT_ROWS_MAX } from "@/lib/kinds/export-payments";
import { firstPage, type PaymentSearch, paymentSearchParams } from "@/lib/payments/search";
import { may } from "@/lib/verb/permissions";
import { findPayments } from "./find-payments";

/** Says before it is pressed how many rows will come, and where an export ends. */
export async function ExportButton({ search }: { search: PaymentSearch }) {
  const [ctx, { locale }] = await Promise.all([operatorCtx(), currentReader()]);
  if (!may(ctx.actor, "payments:export")) return null;
  const { value, capped } = (await findPayments(search)).page.count;
  if (value === 0) return null;
  const number = new Intl.NumberFormat(locale);
  return (
    <a
      href={`/payments/export?${paymentSearchParams(firstPage(search))}`}
      download
      title={`At most ${number.format(EXPORT_ROWS_MAX)} rows in one file`}
      className={buttonVariants()}
    >
      <DownloadIcon />
      Export {capped && "over "}
      {number.format(value)} as CSV
      {capped && (
        <span className="font-normal text-muted-foreground">(at most {number.format(EXPORT_ROWS_MAX)})</span>
      )}
    </a>
  );
}
