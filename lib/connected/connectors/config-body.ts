import { z } from "zod";
import { canonicalProvider } from "@/lib/connected/ids";
import { createConnector } from "@/lib/connected/wire";
import { refuseField } from "@/lib/verb/problem";

const text = z.string({ error: "must be a string" }).meta({ description: "Not kept." }).nullish();
const count = z.number({ error: "must be a number" }).meta({ description: "Not kept." }).nullish();
const flag = z.boolean({ error: "must be true or false" }).meta({ description: "Not kept." }).nullish();
const provider = z.string({ error: "must be a string" }).nullish();

/** A configuration as a connector is added with it: POST /connectors/{provider} (v1), …/install/{provider} (v3). */
export const installConnectorBody = createConnector.extend({
  provider,
  directory: text,
  apiKey: text,
  endpoint: text,
  pollingPeriod: text,
  filePollingPeriod: text,
  prefixFileToIngest: text,
  pageSize: count,
  numberOfAccountsPreGenerated: count,
  numberOfPaymentsPreGenerated: count,
  linkFlowError: flag,
  updateLinkFlowError: flag,
});

/** Refuses a configuration of another provider than the address names. */
export function refuseOtherProvider(named: string, said: string | null | undefined): void {
  if (said && canonicalProvider(said) !== canonicalProvider(named))
    refuseField("provider", "invalid_value", "is not the provider of the address");
}

/** What opens a provider: shown as empty, and taken only as it is shown. */
const notKept = z
  .literal("", { error: "cannot be changed here: what opens a provider is not kept with a connector" })
  .meta({ description: "Empty: it is not kept." })
  .nullish();

// The dialect's own defaults say nothing of anybody's wish: its clients fill them in.
const defaultsOnly = (...defaults: [string | number, ...(string | number)[]]) =>
  z
    .literal(defaults, {
      error: "cannot be changed here: what is read of a provider, and when, is no connector's own",
    })
    .meta({ description: "The default of the dialect, which changes nothing." })
    .nullish();

/**
 * A connector's configuration as it is changed: POST …/config (v1), PATCH …/config (v3). Only the name is kept; whatever
 * else is sent must say what is so already, or is refused by name.
 */
export const updateConnectorConfigBody = createConnector
  .extend({
    provider,
    directory: notKept,
    apiKey: notKept,
    endpoint: notKept,
    pollingPeriod: defaultsOnly("30m"),
    filePollingPeriod: defaultsOnly("30s"),
    pageSize: defaultsOnly(25, 100),
  })
  .catchall(z.never({ error: "cannot be changed here: it is not kept with a connector" }));
