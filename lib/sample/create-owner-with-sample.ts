import { type CreateOwner, createOwner } from "@/lib/auth/create-owner";
import { asOneTransaction } from "@/lib/db/one-transaction";
import type { Ctx } from "@/lib/verb/context";
import { loadSampleData } from "./load-sample-data";

/** Makes the first owner and loads the sample data: both or neither, whoever else is at work. */
export function createOwnerWithSample(ctx: Ctx, input: CreateOwner): Promise<{ id: string }> {
  return asOneTransaction(async () => {
    const owner = await createOwner({ ctx, input });
    await loadSampleData({ ctx });
    return owner;
  });
}
