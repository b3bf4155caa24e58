import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { importQuery } from "./import-query";
import { ShownImport } from "./shown-import";

type Props = PageProps<"/connectors/import/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownOf((await params).id)).data.name };
}

export default async function ImportResultPage({ params }: Props) {
  const { id } = await params;
  return <ShownImport params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(importQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
