import { QueryObserver } from "@tanstack/react-query";
import { describe, expect, it, vi } from "vitest";
import { newQueryClient } from "./client";
import { invalidate } from "./invalidate";

describe("invalidating after a mutation", () => {
  it("reads what is shown at once, and leaves what shows nothing of it alone", async () => {
    const client = newQueryClient();
    const read = { commissions: vi.fn(() => "read"), partners: vi.fn(() => "read") };
    const leave = Object.entries(read).map(([name, queryFn]) =>
      new QueryObserver(client, { queryKey: [name, "page=1"], queryFn, initialData: "rendered" }).subscribe(
        () => {},
      ),
    );
    client.setQueryData(["payouts", ""], "of an earlier visit");
    await invalidate(client, ["commission"]);
    expect(read.commissions).toHaveBeenCalledOnce();
    expect(client.getQueryData(["commissions", "page=1"])).toBe("read");
    expect(read.partners).not.toHaveBeenCalled();
    expect(client.getQueryState(["payouts", ""])?.isInvalidated).toBe(true);
    for (const each of leave) each();
  });
});
