"use server";

import { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import {
  RetryPayment,
  type RetryResult,
  retryPayment,
  stopRetrying,
} from "@/lib/policies/collection/retry-payment";

const Original = z.object({ originalId: z.uuid() });

export async function retryNowAction(
  input: z.input<typeof RetryPayment>,
): Promise<ActionResult<RetryResult>> {
  return runAction(RetryPayment, input, retryPayment);
}

export async function stopRetryingAction(input: z.input<typeof Original>): Promise<ActionResult<void>> {
  return runAction(Original, input, stopRetrying);
}
