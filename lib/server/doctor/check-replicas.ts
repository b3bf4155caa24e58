import { replicaUrls } from "@/lib/db/address";
import { pool, replicaPool } from "@/lib/db/pool";
import { queryOne } from "@/lib/db/sql";
import { PRIMARY_POSITION } from "@/lib/generated/sql/replicas/primary-position";
import { REPLICA_POSITION } from "@/lib/generated/sql/replicas/replica-position";
import { reasonOf } from "@/lib/process/reason";
import { advice, type Finding, ok, wrong } from "./finding";

/** What a replica may lack and still be of use a moment later. */
const BEHIND_BYTES_MAX = 16_777_216n;

/** Looks at each server of DATABASE_REPLICA_URL: whether it follows the primary, and how far it is. */
export function checkReplicas(): Promise<Finding[]> {
  return Promise.all(replicaUrls().map(checkReplica));
}

async function checkReplica(url: string): Promise<Finding> {
  const check = "replica";
  const name = nameOf(url);
  try {
    const replica = await queryOne(REPLICA_POSITION, {}, replicaPool(url));
    const primary = await queryOne(PRIMARY_POSITION, {}, pool());
    const ofPrimary = await queryOne(REPLICA_POSITION, {}, pool());
    if (!replica || !primary || !ofPrimary) throw new Error("it said nothing");
    if (!replica.isReplica || replica.lsn === null)
      return wrong(check, `${name} is no standby, and is not read from: name a standby of the primary`);
    const timeline = `${primary.systemIdentifier}/${primary.timeline}`;
    if (ofPrimary.timelines.includes(timeline) && !replica.timelines.includes(timeline))
      return wrong(
        check,
        `${name} does not follow the primary that DATABASE_URL leads to, and is not read from`,
      );
    const behind = primary.lsn - replica.lsn;
    return behind > BEHIND_BYTES_MAX
      ? advice(check, `${name} is ${behind} bytes behind: until it has caught up the primary is read from`)
      : ok(check, `${name} follows the primary`);
  } catch (err) {
    return wrong(check, `${name} cannot be asked, and the primary is read from: ${reasonOf(err)}`);
  }
}

/** Without the password. */
function nameOf(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  return searchParams.get("host") ?? `${hostname}:${port || 5432}`;
}
