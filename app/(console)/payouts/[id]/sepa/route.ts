import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { bankFile } from "@/lib/referrals/payouts/bank-file";

/** The open payments of a run in euro to IBANs, as a SEPA credit transfer order. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/payouts/[id]/sepa">,
): Promise<Response> {
  try {
    const [ctx, { id }] = await Promise.all([operatorCtx(), params]);
    const { name, text } = await bankFile({ ctx, input: { id, format: "sepa" } });
    return new Response(text, {
      headers: {
        "Content-Type": "application/xml; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (err) {
    return answerProblem(err);
  }
}
