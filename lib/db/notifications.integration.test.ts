import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { listenToChannels } from "./notifications";

afterEach(() => vi.restoreAllMocks());

it("passes on what is said at the same moment, with one statement at a time on its connection", async () => {
  let under = 0;
  let most = 0;
  const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>;
  vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    most = Math.max(most, ++under);
    return query.apply(this, args).finally(() => under--);
  } as never);
  const heard: string[] = [];
  const channel = "test_at_once";
  const listening = await listenToChannels([
    { channel, onNotification: (payload) => heard.push(payload), onGap: () => {} },
  ]);
  const said = Array.from({ length: 20 }, (_, index) => String(index));
  await Promise.all(said.map((each) => listening.notify(channel, each)));
  await vi.waitFor(() => expect(heard).toEqual(said));
  expect(most).toBe(1);
  await listening.stop();
});
