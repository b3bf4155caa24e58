import pg from "pg";

/** PostgreSQL's word for "no more connections". */
const TOO_MANY_CONNECTIONS = "53300";
/** How long a pool goes without asking for more connections after the server refused one. */
export const NO_MORE_MS = 30_000;
/** How often a pool that holds none at all asks again. */
const ASK_AGAIN_MS = 250;

type Callback = (
  err: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

/**
 * A pool that makes do with what it has: where the server gives no more connections, whoever needs one waits for one of
 * those the pool holds, as long as one would wait to be connected.
 */
export class PatientPool extends pg.Pool {
  readonly #wantedMax: number;
  readonly #timeoutMs: number;

  constructor(config: pg.PoolConfig) {
    super(config);
    this.#wantedMax = this.options.max;
    this.#timeoutMs = config.connectionTimeoutMillis ?? 0;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    const connecting = this.#connect(performance.now() + this.#timeoutMs);
    if (!callback) return connecting;
    connecting.then(
      (client) => callback(undefined, client, (release) => client.release(release as Error | undefined)),
      (err: Error) => callback(err, undefined, () => {}),
    );
    return undefined;
  }

  async #connect(untilMs: number): Promise<pg.PoolClient> {
    for (;;) {
      try {
        return await super.connect();
      } catch (err) {
        if (!isRefusedForNumber(err) || performance.now() >= untilMs) throw err;
        // The next one waits its turn for one of those there are.
        if (this.totalCount > 0) this.#makeDoWith(this.totalCount);
        else await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    }
  }

  #makeDoWith(connections: number): void {
    this.options.max = connections;
    setTimeout(() => {
      this.options.max = this.#wantedMax;
    }, NO_MORE_MS).unref();
  }
}

/** Whether the server refused a connection because it, the role or the database has as many as it may have. */
export function isRefusedForNumber(err: unknown): boolean {
  return err instanceof pg.DatabaseError && err.code === TOO_MANY_CONNECTIONS;
}
