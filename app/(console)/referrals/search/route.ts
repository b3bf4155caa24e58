import type { NextRequest } from "next/server";
import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { offerOf } from "@/components/referrals/referral-offer";
import { SearchReferrals, searchReferrals } from "@/lib/referrals/referrals/search-referrals";

/** The referrals that fit what is being typed into the form, each with what a payment of it would earn. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const input = SearchReferrals.parse(Object.fromEntries(request.nextUrl.searchParams));
    const ctx = await operatorCtx();
    const referrals = await searchReferrals({ ctx, input });
    return Response.json(
      referrals.map((referral) => offerOf(referral, ctx.now)),
      { headers: { "Cache-Control": "no-store" } },
    );
  } catch (err) {
    return answerProblem(err);
  }
}
