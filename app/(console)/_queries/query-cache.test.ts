import { QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { newQueryClient } from "@/components/query/client";
import { invalidate } from "@/components/query/invalidate";
import type { Shown } from "./console-query";
import { hydrateQuery, queryKeyOf } from "./query-cache";

const queryKey = queryKeyOf("customers", "");
const at = (cursor: string) => ({ data: cursor, cursor }) as unknown as Shown<never>;

/** A page of customers that opens with what the server rendered, and how often it then asks again. */
function opened(client = newQueryClient(), shown = at("7.1")) {
  const queryFn = vi.fn(() => at("9.1"));
  hydrateQuery(client, "customers", "", shown);
  const leave = new QueryObserver(client, { queryKey, queryFn }).subscribe(() => {});
  return { client, queryFn, leave };
}

it("shows what the server rendered, and asks for nothing", () => {
  const { client, queryFn } = opened();
  expect(client.getQueryData(queryKey)).toEqual(at("7.1"));
  expect(queryFn).not.toHaveBeenCalled();
});

it("keeps what is newer when somebody goes back to a page the browser has kept", () => {
  const { client, leave } = opened();
  client.setQueryData(queryKey, at("8.1"));
  leave();
  const { queryFn } = opened(client);
  expect(client.getQueryData(queryKey)).toEqual(at("8.1"));
  expect(queryFn).not.toHaveBeenCalled();
});

it("reads a page again that was changed while another was open", async () => {
  const { client, leave } = opened();
  leave();
  await invalidate(client, ["customer"], { cursor: "8.1" });
  expect(opened(client).queryFn).toHaveBeenCalledOnce();
});

it("reads a page again that was fetched ahead of a change, though nobody had opened it", async () => {
  const client = newQueryClient();
  await invalidate(client, ["customer"], { cursor: "8.1" });
  expect(opened(client, at("7.1")).queryFn).toHaveBeenCalledOnce();
});

it("asks for nothing again where the page was rendered after the change", async () => {
  const client = newQueryClient();
  await invalidate(client, ["customer"], { cursor: "8.1" });
  expect(opened(client, at("8.1")).queryFn).not.toHaveBeenCalled();
});
