import { z } from "zod";
import { CONNECTED_PROVIDERS } from "./ids";
import { createConnector } from "./wire";

/** The console's form for a connector: the door's name rule, and one of the providers. */
export const AddConnectorForm = createConnector.extend({
  id: z.uuid(),
  provider: z.enum(CONNECTED_PROVIDERS),
});
export type AddConnectorForm = z.output<typeof AddConnectorForm>;

export const SetConnectorEnabled = z.object({ id: z.uuid(), enabled: z.boolean() });
