import { operatorCtx } from "@/app/operator";
import { buttonVariants } from "@/components/ui/button";
import { currentReader } from "@/components/ui/current-reader";
import { DownloadIcon } from "@/components/ui/icons";
import { EXPORT_ROWS_MAX } from "@/lib/kinds/export-payments";
import { formatNumber } from "@/lib/money/format";
import { firstPage, type PaymentSearch, paymentSearchParams } from "@/lib/payments/search";
import { may } from "@/lib/verb/permissions";
import { findPayments } from "./find-payments";

/** Says before it is pressed how many rows will come, and where an export ends. */
export async function ExportButton({ search }: { search: PaymentSearch }) {
  const [ctx, { locale }] = await Promise.all([operatorCtx(), currentReader()]);
  if (!may(ctx.actor, "payments:export")) return null;
  const { value, capped } = (await findPayments(search)).page.count;
  if (value === 0) return null;
  return (
    <a
      href={`/payments/export?${paymentSearchParams(firstPage(search))}`}
      download
      title={`At most ${formatNumber(EXPORT_ROWS_MAX, locale)} rows in one file`}
      className={buttonVariants()}
    >
      <DownloadIcon />
      Export {capped && "over "}
      {formatNumber(value, locale)} as CSV
      {capped && (
        <span className="font-normal text-muted-foreground">
          (at most {formatNumber(EXPORT_ROWS_MAX, locale)})
        </span>
      )}
    </a>
  );
}
