"use client";

import { LogOut, UserRound } from "lucide-react";
import { postAuth } from "#components/auth/post-auth";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { MenuItem } from "#components/ui/menu-item";
import type { Role } from "#lib/core/role";

export function PersonMenu({ person }: { person: { readonly name: string; readonly role: Role } }) {
  async function signOut() {
    await postAuth("signout", {});
    window.location.assign("/sign-in");
  }
  return (
    <Menu
      label="Account"
      trigger={
        <Button look="quiet" size="icon" aria-label={`Signed in as ${person.name}`}>
          <UserRound />
        </Button>
      }
    >
      <div className="px-2 py-1.5 text-[13px]">
        <div className="max-w-60 truncate font-medium">{person.name}</div>
        <div className="text-muted">{person.role}</div>
      </div>
      <MenuItem onSelect={signOut}>
        <LogOut /> Sign out
      </MenuItem>
    </Menu>
  );
}
