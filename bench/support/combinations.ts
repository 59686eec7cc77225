/** A list as a person asks for it: the query of the REST API, and the same conditions in SQL written by hand. */
export interface Combination {
  readonly name: string;
  readonly query: string;
  readonly where: string;
  readonly orderBy: string;
  /** Rows in front of the page, passed over by a cursor; negative for a page that is read backwards. */
  readonly position?: number;
}

const newest = "coalesce(created_at, '-infinity'::timestamptz)";

export const combinations: readonly Combination[] = [
  { name: "newest first", query: "", where: "true", orderBy: `${newest} desc, id desc` },
  { name: "repository, a to z", query: "sort=repo&dir=asc", where: "true", orderBy: "repo, id" },
  { name: "largest patches", query: "sort=patchLines&dir=desc", where: "true", orderBy: "patch_lines desc, id desc" },
  {
    name: "hardest first",
    query: "sort=difficulty&dir=desc",
    where: "true",
    orderBy:
      "coalesce(array_position(array['<15 min fix', '15 min - 1 hour', '1-4 hours', '>4 hours']::text[], difficulty), 0) desc, id desc",
  },
  {
    name: "language, z to a",
    query: "sort=language&dir=desc",
    where: "true",
    orderBy: "coalesce(language, '') desc, id desc",
  },
  {
    name: "broad facet",
    query: "language=python",
    where: "language in ('python')",
    orderBy: `${newest} desc, id desc`,
  },
  {
    name: "broad facet, other sort",
    query: "status=imported&sort=issueWords&dir=asc",
    where: "status in ('imported')",
    orderBy: "issue_words, id",
  },
  {
    name: "large repository by tests",
    query: "repo=owner-1/repo-1&sort=failToPass&dir=desc",
    where: "repo in ('owner-1/repo-1')",
    orderBy: "fail_to_pass desc, id desc",
  },
  {
    name: "rare repository, newest first",
    query: "repo=owner-299/repo-2399",
    where: "repo in ('owner-299/repo-2399')",
    orderBy: `${newest} desc, id desc`,
  },
  {
    name: "rare repository, unrelated sort",
    query: "repo=owner-299/repo-2399&sort=issueWords&dir=asc",
    where: "repo in ('owner-299/repo-2399')",
    orderBy: "issue_words, id",
  },
  {
    name: "four facets",
    query: "dataset=set-5,set-6&language=python,go&status=validated&year=2025,2026&sort=patchFiles&dir=asc",
    where:
      "dataset in ('set-5', 'set-6') and language in ('python', 'go') and status in ('validated') and year in (2025, 2026)",
    orderBy: "patch_files, id",
  },
  {
    name: "one year, newest first",
    query: "year=2012",
    where: "year in (2012)",
    orderBy: `${newest} desc, id desc`,
  },
  {
    name: "broad range",
    query: "patchLinesMin=5&patchLinesMax=50",
    where: "patch_lines >= 5 and patch_lines <= 50",
    orderBy: `${newest} desc, id desc`,
  },
  {
    name: "narrow range, unrelated sort",
    query: "patchFilesMin=15&sort=patchLines&dir=asc",
    where: "patch_files >= 15",
    orderBy: "patch_lines, id",
  },
  {
    name: "facet and range, other sort",
    query: "language=rust&patchFilesMin=2&patchFilesMax=4&failToPassMin=1&sort=patchHunks&dir=desc",
    where: "language in ('rust') and patch_files >= 2 and patch_files <= 4 and fail_to_pass >= 1",
    orderBy: "patch_hunks desc, id desc",
  },
  {
    name: "two facets and two rare ranges",
    query: "status=rejected&difficulty=1-4%20hours&patchFunctionsMin=3&passToPassMax=100&sort=repo&dir=desc",
    where: "status in ('rejected') and difficulty in ('1-4 hours') and patch_functions >= 3 and pass_to_pass <= 100",
    orderBy: "repo desc, id desc",
  },
  {
    name: "common word",
    query: "q=error",
    where: "id in (select task_id from task_search where document @@ to_tsquery('simple', 'error:*'))",
    orderBy: `${newest} desc, id desc`,
  },
  {
    name: "two words, a facet, other sort",
    query: "q=queryset%20annotate&year=2024,2025,2026&sort=patchLines&dir=desc",
    where:
      "id in (select task_id from task_search where document @@ to_tsquery('simple', 'queryset & annotate:*')) and year in (2024, 2025, 2026)",
    orderBy: "patch_lines desc, id desc",
  },
  {
    name: "page at 900,000",
    query: "sort=createdAt&dir=desc",
    where: "true",
    orderBy: `${newest} desc, id desc`,
    position: 900_000,
  },
  {
    name: "previous page at 900,000",
    query: "sort=passToPass&dir=asc",
    where: "true",
    orderBy: "pass_to_pass, id",
    position: -900_000,
  },
];
