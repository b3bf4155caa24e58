import { Socket } from "node:net";
import pg from "pg";
import { CannotStart } from "@/lib/process/cannot-start";

// What COPY writes depends on these: both ends agree, whatever the server's own settings are.
const SETTINGS = {
  client_encoding: "UTF8",
  datestyle: "ISO",
  intervalstyle: "postgres",
  extra_float_digits: "3",
  bytea_output: "hex",
  timezone: "UTC",
  client_min_messages: "warning",
  // A backup takes as long as it takes.
  statement_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  // It waits for a lock no longer than this, rather than hold up everybody who waits behind it.
  lock_timeout: "30s",
};

/**
 * Runs `work` in one transaction, begun as `begin` says, on a connection of its own made for COPY. When it fails the
 * connection is cut, which rolls back whatever was under way: a COPY in its middle hears nothing else.
 */
export async function inCopyTransaction<T>(
  url: string,
  begin: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    application_name: "counterfoil backup",
    stream: () => socket,
  });
  client.on("error", () => {});
  await client.connect().catch((err: Error) => {
    throw new CannotStart(`the database cannot be reached: ${err.message}.`);
  });
  try {
    await client.query(begin);
    // Of the transaction alone: a pooler hands the connection to others afterwards, and would give each statement before it
    // another one. They take no snapshot.
    for (const [name, value] of Object.entries(SETTINGS))
      await client.query(`SET LOCAL ${name} = ${client.escapeLiteral(value)}`);
    const result = await work(client);
    await client.query("COMMIT");
    await client.end();
    return result;
  } catch (err) {
    socket.destroy();
    throw err;
  }
}
