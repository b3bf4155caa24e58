import { cookies } from "next/headers";
import { answerCsv } from "@/app/answer-csv";
import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { readOperatorAgain } from "@/lib/auth/still-signed-in";
import { exportPayments } from "@/lib/kinds/export-payments";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { csvNotationOf } from "@/lib/text/spreadsheet-csv";
import { may } from "@/lib/verb/permissions";

/** How often it is asked while a file is written whether whoever downloads it may still have it. */
const STILL_MAY_EVERY_MS = 500;

/** What the payments list shows, as a file. It is written while it is read, so that it never stands in memory whole. */
export async function GET(request: Request): Promise<Response> {
  try {
    const [ctx, { timeZone, locale }] = await Promise.all([operatorCtx(), currentReader()]);
    // Kept, because the request's own scope ends before the file does.
    const headers = new Headers({ cookie: (await cookies()).toString() });
    let askedMs = performance.now();
    const stillMay = async () => {
      if (performance.now() - askedMs < STILL_MAY_EVERY_MS) return true;
      askedMs = performance.now();
      const operator = await readOperatorAgain(headers, ctx.actor);
      return operator !== null && may(operator, "payments:export");
    };
    const { search } = parsePaymentSearch(new URL(request.url).searchParams);
    const chunks = await exportPayments({
      ctx,
      input: { search, timeZone, notation: csvNotationOf(locale), stillMay },
    });
    return answerCsv(`payments-${ctx.now.toISOString().slice(0, 10)}.csv`, chunks);
  } catch (err) {
    return answerProblem(err);
  }
}
