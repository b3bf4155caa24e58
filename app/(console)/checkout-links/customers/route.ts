import type { NextRequest } from "next/server";
import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { SearchCustomers, searchCustomers } from "@/lib/customers/search-customers";
import { spellId } from "@/lib/ids";

/** The form offers so many at a time; typing on narrows them. */
const OFFERED_MAX = 8;

/** The customers of a merchant that fit what is being typed into the form. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const asked = Object.fromEntries(request.nextUrl.searchParams);
    const input = SearchCustomers.parse({ ...asked, rowsMax: OFFERED_MAX });
    const { rows } = await searchCustomers({ ctx: await operatorCtx(), input });
    const customers = rows.map(({ id, name, email }) => ({ id: spellId("cus", id), name, email }));
    return Response.json(customers, { headers: { "Cache-Control": "no-store" } });
  } catch (err) {
    return answerProblem(err);
  }
}
