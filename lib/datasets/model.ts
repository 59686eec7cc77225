export interface DatasetRow {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly forgeUrl: string | null;
  readonly createdAt: Date;
  readonly taskCount: number;
  readonly repoCount: number;
  readonly lastImportAt: Date | null;
}
