"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { addConnector, setConnectorEnabled } from "@/lib/connected/connectors/connectors";
import { AddConnectorForm, SetConnectorEnabled } from "@/lib/connected/forms";

export async function addConnectorAction(
  form: z.input<typeof AddConnectorForm>,
): Promise<ActionResult<string>> {
  return runAction(AddConnectorForm, form, async (call) => (await addConnector(call)).name);
}

export async function setConnectorEnabledAction(
  form: z.input<typeof SetConnectorEnabled>,
): Promise<ActionResult<boolean>> {
  return runAction(SetConnectorEnabled, form, async (call) => (await setConnectorEnabled(call)).enabled);
}
