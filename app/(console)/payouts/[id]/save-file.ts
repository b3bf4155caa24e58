import type { BankFile } from "@/lib/referrals/payouts/kept-bank-file";
import { BYTE_ORDER_MARK } from "@/lib/text/spreadsheet-csv";

/** Has the browser keep a file as a download. */
export function saveFile({ name, format, text }: BankFile): void {
  const type = format === "csv" ? "text/csv" : "application/xml";
  const address = URL.createObjectURL(new Blob([format === "csv" ? BYTE_ORDER_MARK : "", text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
