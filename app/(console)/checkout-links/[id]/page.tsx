import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { isolated } from "@/lib/text/isolated";
import { linkQuery } from "./link-query";
import { ShownLink } from "./shown-link";

type Props = PageProps<"/checkout-links/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { data } = await shownOf((await params).id);
  return { title: `Link ${isolated(data.name)}` };
}

export default async function CheckoutLinkPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  return (
    <ShownLink params={paramsOf(id).toString()} shown={await shownOf(id)} isNew={query.new !== undefined} />
  );
}

const shownOf = cache((id: string) => loadQuery(linkQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
