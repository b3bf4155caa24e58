import { z } from "zod";
import { minorUnits, time } from "@/lib/http/answer-fields";

const accounts = z.array(z.string().regex(/^[A-Za-z0-9_-]+$/)).meta({
  description: "The accounts it has now, the oldest first; of more than a thousand, the first thousand.",
});

const shared = {
  id: z.string(),
  name: z.string(),
  type: z
    .enum(["STATIC", "DYNAMIC"])
    .meta({ description: "DYNAMIC where a query says which accounts it has." }),
  query: z.record(z.string(), z.unknown()).optional(),
};

export const poolV1 = z.object({ ...shared, accounts }).meta({ id: "PoolV1" });
export type PoolV1 = z.infer<typeof poolV1>;

export const poolV3 = z.object({ ...shared, createdAt: time, poolAccounts: accounts }).meta({ id: "PoolV3" });
export type PoolV3 = z.infer<typeof poolV3>;

export const poolBalance = z
  .object({
    asset: z.string(),
    amount: minorUnits.meta({
      description: "In minor units; less than nothing where more left than arrived.",
    }),
    relatedAccounts: z.array(z.string()).meta({
      description: "The accounts it comes from; of more than a thousand, a thousand of them.",
    }),
  })
  .meta({ id: "PoolBalance" });
export type PoolBalanceAnswer = z.infer<typeof poolBalance>;
