"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { text } from "@/lib/checkout/fields";
import { namedCustomer, PHONE_LENGTH_MAX } from "@/lib/checkout/wire-customers";
import { createCustomer } from "@/lib/customers/create-customer";
import { formId } from "@/lib/db/made-before";
import { spellId } from "@/lib/ids";

const CreateCustomer = namedCustomer.extend({ formId, phone: text(PHONE_LENGTH_MAX, 1).optional() });

const LABELS: Record<string, string> = {
  name: "The name",
  email: "The e-mail address",
  externalId: "The external id",
  phone: "The phone number",
};

/** Gives the new customer's id. The door's messages continue a field's name; beside a field they are sentences. */
export async function createCustomerAction(
  form: z.input<typeof CreateCustomer>,
): Promise<ActionResult<string>> {
  const result = await runAction(CreateCustomer, form, async (call) =>
    spellId("cus", (await createCustomer(call)).id),
  );
  if (result.ok) return result;
  const issues = result.problem.issues.map((issue) => ({
    ...issue,
    message: `${LABELS[issue.path] ?? "This"} ${issue.message}.`,
  }));
  return { ...result, problem: { ...result.problem, issues } };
}
