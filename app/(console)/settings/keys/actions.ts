"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { createKey, type MadeKey } from "@/lib/keys/create-key";
import { revokeKey } from "@/lib/keys/revoke-key";
import { rotateKey } from "@/lib/keys/rotate-key";
import { CreateKey, RevokeKey, RotateKey } from "@/lib/keys/schemas";

export async function createKeyAction(form: unknown): Promise<ActionResult<MadeKey>> {
  return shown(await runAction(CreateKey, form, createKey));
}

export async function rotateKeyAction(form: unknown): Promise<ActionResult<MadeKey>> {
  return shown(await runAction(RotateKey, form, rotateKey));
}

export async function revokeKeyAction(form: unknown): Promise<ActionResult<{ name: string }>> {
  return shown(await runAction(RevokeKey, form, revokeKey));
}

function shown<T>(result: T): T {
  revalidatePath("/settings/keys");
  return result;
}
