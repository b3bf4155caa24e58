import { z } from "zod";
import { textMap, time } from "@/lib/http/answer-fields";

const wireId = z.string().regex(/^[A-Za-z0-9_-]+$/);
const NUMBER = "Never whole: its first and last characters, with stars between them.";

export const bankAccountV1 = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: time,
    country: z.string().meta({ description: "Empty where there is none." }),
    iban: z.string().optional().meta({ description: NUMBER }),
    accountNumber: z.string().optional().meta({ description: NUMBER }),
    swiftBicCode: z.string().optional(),
    relatedAccounts: z.array(
      z.object({
        id: z.string(),
        createdAt: time,
        provider: z.string(),
        connectorID: wireId,
        accountID: wireId,
      }),
    ),
    metadata: textMap.nullable(),
  })
  .meta({ id: "BankAccountV1" });
export type BankAccountV1 = z.infer<typeof bankAccountV1>;

export const bankAccountV3 = z
  .object({
    id: z.string(),
    createdAt: time,
    name: z.string(),
    accountNumber: z.string().nullable().meta({ description: NUMBER }),
    iban: z.string().nullable().meta({ description: NUMBER }),
    swiftBicCode: z.string().nullable(),
    country: z.string().nullable(),
    metadata: textMap.nullable(),
    relatedAccounts: z.array(z.object({ accountID: wireId, createdAt: time })),
  })
  .meta({ id: "BankAccountV3" });
export type BankAccountV3 = z.infer<typeof bankAccountV3>;
