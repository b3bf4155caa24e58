import type { Connector } from "./connector";
import { sandbox } from "./sandbox/sandbox";

const CONNECTORS: readonly Connector[] = [sandbox];

/** The connector an attempt names. Throws when there is none: an attempt is never sent elsewhere than it says. */
export function connectorNamed(name: string): Connector {
  const found = CONNECTORS.find((connector) => connector.name === name);
  if (!found) throw new Error(`No connector is named "${name}".`);
  return found;
}

/** Whether this deployment can move real money. The test clock and the test cards exist only where it cannot. */
export function hasLiveConnector(): boolean {
  return CONNECTORS.some((connector) => connector.live);
}
