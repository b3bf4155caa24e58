"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import { revalidated } from "@/app/revalidated";
import type { ActionResult } from "@/components/forms/action-result";
import { addConnector, setConnectorEnabled } from "@/lib/connected/connectors/connectors";
import { AddConnectorForm, SetConnectorEnabled } from "@/lib/connected/forms";

export async function addConnectorAction(
  form: z.input<typeof AddConnectorForm>,
): Promise<ActionResult<string>> {
  const result = await runAction(AddConnectorForm, form, async (call) => (await addConnector(call)).name);
  return revalidated(result, "/connectors");
}

export async function setConnectorEnabledAction(
  form: z.input<typeof SetConnectorEnabled>,
): Promise<ActionResult<boolean>> {
  const result = await runAction(
    SetConnectorEnabled,
    form,
    async (call) => (await setConnectorEnabled(call)).enabled,
  );
  return revalidated(result, "/connectors");
}
