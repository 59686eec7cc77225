import type { ComponentProps } from "react";
import { Select } from "#components/ui/select";
import { roles } from "#lib/core/role";

export function RoleSelect(props: Omit<ComponentProps<typeof Select>, "children">) {
  return (
    <Select {...props}>
      {roles.map((role) => (
        <option key={role}>{role}</option>
      ))}
    </Select>
  );
}
