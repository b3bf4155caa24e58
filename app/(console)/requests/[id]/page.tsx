import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { requestQuery } from "./request-query";
import { ShownRequest } from "./shown-request";

type Props = PageProps<"/requests/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { method, path } = (await shownOf((await params).id)).data.request;
  return { title: `${method} ${path}` };
}

export default async function RequestPage({ params }: Props) {
  const { id } = await params;
  return <ShownRequest params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(requestQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
