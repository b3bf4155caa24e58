import { z } from "zod";
import { textMap, time } from "@/lib/http/answer-fields";

const part = z.string().optional();

export const userV3 = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: time,
    contactDetails: z.object({ email: part, phoneNumber: part }).optional(),
    address: z
      .object({
        streetNumber: part,
        streetName: part,
        city: part,
        region: part,
        postalCode: part,
        country: part,
      })
      .optional(),
    bankAccountIDs: z.array(z.string()),
    metadata: textMap.nullable(),
  })
  .meta({ id: "PaymentServiceUserV3" });
export type UserV3 = z.infer<typeof userV3>;

export const userTask = z.object({
  taskID: z.string().meta({ description: "Done at once: see `/v3/tasks/{id}`." }),
});
