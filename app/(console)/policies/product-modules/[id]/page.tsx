import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { productModuleQuery } from "./module-query";
import { ShownModule } from "./shown-module";

type Props = PageProps<"/policies/product-modules/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownOf((await params).id)).data.name };
}

export default async function ProductModulePage({ params }: Props) {
  const { id } = await params;
  return <ShownModule params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(productModuleQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
