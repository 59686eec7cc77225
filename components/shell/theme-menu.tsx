"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { MenuItem } from "#components/ui/menu-item";

export function ThemeMenu() {
  const { setTheme } = useTheme();
  return (
    <Menu
      label="Theme"
      trigger={
        <Button look="quiet" size="icon" aria-label="Theme">
          <Sun className="dark:hidden" />
          <Moon className="hidden dark:block" />
        </Button>
      }
    >
      <MenuItem onSelect={() => setTheme("light")}>
        <Sun /> Light
      </MenuItem>
      <MenuItem onSelect={() => setTheme("dark")}>
        <Moon /> Dark
      </MenuItem>
      <MenuItem onSelect={() => setTheme("system")}>
        <Monitor /> As the system
      </MenuItem>
    </Menu>
  );
}
