import { type BlockList, isIP, isIPv6 } from "node:net";
import { CannotStart } from "@/lib/process/cannot-start";
import { blockListOf } from "./addresses";

/** What may be reached although it is inside: for development, and for receivers in one's own network. */
export interface Exceptions {
  /** Host names, with or without a port. */
  hosts: ReadonlySet<string>;
  networks: BlockList;
}

const NETWORK = /^([\d.]+|[\da-f:.]*:[\da-f:.]*)(\/\d{1,3})?$/i;

/**
 * Reads `WEBHOOK_ALLOWED_ADDRESSES`: host names (`receiver.internal`, `localhost:4000`) and networks (`127.0.0.1`,
 * `10.2.0.0/16`, `::1`), separated by commas. Throws CannotStart for an entry that is neither.
 */
export function readExceptions(text = process.env.WEBHOOK_ALLOWED_ADDRESSES ?? ""): Exceptions {
  const entries = text
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter(Boolean);
  const networks = entries.filter((entry) => NETWORK.test(entry));
  const wrong = entries.find((entry) => (NETWORK.test(entry) ? !isNetwork(entry) : !isHost(entry)));
  if (wrong !== undefined)
    throw new CannotStart(
      `WEBHOOK_ALLOWED_ADDRESSES must hold names such as receiver.internal:4000 and networks such as 10.2.0.0/16, with commas, not "${wrong}".`,
    );
  return {
    hosts: new Set(entries.filter((entry) => !NETWORK.test(entry))),
    networks: blockListOf(networks),
  };
}

function isNetwork(entry: string): boolean {
  const [address = "", prefix = "0"] = entry.split("/");
  const family = isIP(address);
  return family !== 0 && Number(prefix) <= (family === 4 ? 32 : 128);
}

function isHost(entry: string): boolean {
  return /^[^\s/\\@?#*]+$/.test(entry) && URL.canParse(`http://${entry}`);
}

/** Whether the name itself was excepted, on every port or on this one. */
export function isExceptedHost({ hosts }: Exceptions, hostname: string, port: string): boolean {
  return hosts.has(hostname) || hosts.has(`${hostname}:${port}`);
}

export function isExceptedAddress({ networks }: Exceptions, address: string): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  return networks.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
