import type { NextRequest } from "next/server";
import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { paymentLine } from "@/components/payments/payment-line";
import { encode } from "@/lib/live/codec";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { searchPayments } from "@/lib/payments/search-payments";

/** The palette offers so many at a time; typing on narrows them. */
const OFFERED_MAX = 5;

/** The newest payments that fit what is being typed into the palette, as lists show them. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const ctx = await operatorCtx();
    const { search } = parsePaymentSearch(
      new URLSearchParams({ q: request.nextUrl.searchParams.get("q") ?? "" }),
    );
    // What is too short to be searched finds nothing, rather than everything. No day is asked for, so any zone will do.
    const { rows } = search.q
      ? await searchPayments({ ctx, input: { search, timeZone: "UTC" } })
      : { rows: [] };
    const lines = rows.slice(0, OFFERED_MAX).map((each) => paymentLine(each, ctx.now));
    return new Response(encode(lines), {
      headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
    });
  } catch (err) {
    return answerProblem(err);
  }
}
