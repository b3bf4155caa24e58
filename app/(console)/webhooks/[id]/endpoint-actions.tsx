"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import {
  deleteEndpointAction,
  pauseEndpointAction,
  resumeEndpointAction,
} from "@/app/(console)/webhooks/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { useAsPressed } from "@/components/forms/use-as-pressed";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLink } from "@/components/ui/dropdown-menu";
import { EllipsisIcon, PencilIcon, RefreshIcon, TrashIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";
import { RotateSecret } from "./rotate-secret";
import { SendTest } from "./send-test";

export interface EndpointStep {
  id: string;
  href: string;
  name: string;
  paused: boolean;
  /** How many deliveries wait, in words, or null when none does. */
  waiting: string | null;
  /** Whether the reader may change it, and not only send to it. */
  manage: boolean;
}

/** What can be done with an endpoint: what is done most stands open, the rest is in the menu. */
export function EndpointActions({ endpoint }: { endpoint: EndpointStep }) {
  const [asked, setAsked] = useState<"rotate" | "delete" | null>(null);
  return (
    <>
      {!endpoint.paused && <SendTest id={endpoint.id} />}
      {endpoint.manage && (
        <>
          <PauseOrResume endpoint={endpoint} />
          <DropdownMenu
            size="icon"
            label={`More actions for ${isolated(endpoint.name)}`}
            trigger={<EllipsisIcon />}
          >
            <MenuLink href={`${endpoint.href}/edit`}>
              <PencilIcon /> Edit
            </MenuLink>
            <MenuItem onClick={() => setAsked("rotate")}>
              <RefreshIcon /> Rotate the secret…
            </MenuItem>
            <MenuItem destructive onClick={() => setAsked("delete")}>
              <TrashIcon /> Delete…
            </MenuItem>
          </DropdownMenu>
          {asked === "rotate" && <RotateSecret id={endpoint.id} onClose={() => setAsked(null)} />}
          <DeleteEndpoint endpoint={endpoint} open={asked === "delete"} onClose={() => setAsked(null)} />
        </>
      )}
    </>
  );
}

function PauseOrResume({ endpoint }: { endpoint: EndpointStep }) {
  const form = useAction(
    ({ resume, ...input }: { id: string; resume: boolean }) =>
      resume ? resumeEndpointAction(input) : pauseEndpointAction(input),
    () => toast(paused ? "The endpoint is sent to again, first what waited" : "The endpoint is paused"),
    { changes: ["endpoint"] },
  );
  const paused = useAsPressed(endpoint.paused, form);
  return (
    <>
      <Button
        variant={paused ? "primary" : "secondary"}
        pending={form.pending}
        onClick={() => form.run({ id: endpoint.id, resume: paused })}
      >
        {paused ? "Resume" : "Pause"}
      </Button>
      {form.problem && <Notice tone="negative" title={form.problem.message} />}
    </>
  );
}

function DeleteEndpoint({
  endpoint: { id, name, waiting },
  open,
  onClose,
}: {
  endpoint: EndpointStep;
  open: boolean;
  onClose: () => void;
}) {
  const router = useRouter();
  const form = useAction(
    deleteEndpointAction,
    () => {
      toast("The endpoint is deleted");
      router.push("/webhooks");
    },
    { changes: ["endpoint", "delivery"] },
  );
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Delete ${isolated(name)}?`}
      description={
        <>
          It is sent nothing more, and its secrets are forgotten. This cannot be undone.
          {waiting && ` ${waiting} will be given up.`} What was sent stays to be looked at.
        </>
      }
      submitLabel="Delete the endpoint"
      look="danger"
      form={form}
      read={() => ({ id })}
    />
  );
}
