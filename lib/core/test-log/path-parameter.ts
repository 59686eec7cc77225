/**
 * `test[/tmp/x/data.py]` as `test[/data.py]`: a path as a parameter differs from machine to machine. Whatever stands
 * behind the parameter goes, as in `parse_log_pytest_options` of swebench; a name without such a parameter stays.
 */
export function shortenPathParameter(name: string): string {
  const open = name.indexOf("[");
  const close = name.lastIndexOf("]");
  if (open === -1 || close < open) return name;
  const option = name.slice(open + 1, close);
  const isPath = option.startsWith("/") && !option.startsWith("//") && !option.includes("*");
  return `${name.slice(0, open)}[${isPath ? option.slice(option.lastIndexOf("/")) : option}]`;
}
